import { divideComplex } from "./complex.ts";
import { atan2 } from "./elementary/arctangent.ts";
import { sinh } from "./elementary/hyperbolic.ts";
import { square } from "./elementary/power.ts";
import { cos, sin } from "./elementary/trigonometric.ts";
import { naturalExp } from "./natural-exp.ts";
import { naturalLog } from "./natural-log.ts";

/** Q = sum of linear[j] Z[j] + square[j] Z[j]² of independent standard normal Z. */
export interface QuadraticForm {
  readonly linear: ArrayLike<number>;
  readonly square: ArrayLike<number>;
}

/** What lies above a level x. */
export interface QuadraticTail {
  /** P(Q > x). */
  readonly probability: number;
  /** E[max(Q - x, 0)]. */
  readonly excess: number;
  readonly density: number;
}

/** Where the path crosses the real axis: left of 0.707, the first singularity at variance 1. */
const crossing = 0.35;
/** How far paths lean; the one along which the integrand is smallest is taken. */
const leans = [0.3, -0.3, 0.1, -0.1];
/** A path along which the integrand grows beyond this is of no use. */
const tooLarge = 1e8;
/** The less a path leans, the faster the integrand turns while it dies out. */
const stepPerLean = 0.04;
const reach = 60;
const negligible = 1e-20;
const mostSteps = 200;

/** The mean, sum of the squares' coefficients, and the standard deviation. */
export function quadraticFormMoments(form: QuadraticForm): {
  readonly mean: number;
  readonly standardDeviation: number;
} {
  let [mean, variance] = [0, 0];
  for (let j = 0; j < form.linear.length; j++) {
    mean += form.square[j]!;
    variance += square(form.linear[j]!) + 2 * square(form.square[j]!);
  }
  return { mean, standardDeviation: Math.sqrt(variance) };
}

/**
 * The tail of a quadratic form in normal variates above `x`, by inverting its transform
 * E[exp(tQ)] = product of (1 - 2 s t)^(-1/2) exp(l² t² / (2 (1 - 2 s t))) along the
 * one of four leaning paths on which the integrand is smallest, by the trapezoidal rule. Absolute
 * error below 1e-8 for the probability. The form must have a positive variance.
 *
 * Source: J. Imhof, Computing the distribution of quadratic forms in normal variables, Biometrika 48
 * (1961); S. Rice, Distribution of quadratic forms in normal random variables: evaluation by
 * numerical integration, SIAM Journal on Scientific and Statistical Computing 1 (1980), for the path.
 */
export function quadraticFormTail(form: QuadraticForm, x: number): QuadraticTail {
  const scale = quadraticFormMoments(form).standardDeviation;
  const unit = {
    linear: Float64Array.from(form.linear, (value) => value / scale),
    square: Float64Array.from(form.square, (value) => value / scale),
  };
  const level = x / scale;
  const sums = leans
    .map((side) => alongPath(unit, level, side))
    .reduce((best, other) => (other.size < best.size / 2 ? other : best));
  const share = 1 / Math.PI;
  return {
    probability: Math.min(1, Math.max(0, sums.probability * share)),
    excess: Math.max(0, sums.excess * share * scale),
    density: (sums.density * share) / scale,
  };
}

/**
 * The level that the form exceeds with a probability in (0, 1): Newton's steps kept inside a bracket.
 */
export function quadraticFormQuantile(form: QuadraticForm, exceeded: number): number {
  const { mean, standardDeviation } = quadraticFormMoments(form);
  let low = mean - standardDeviation;
  let high = mean + standardDeviation;
  const above = (x: number): number => quadraticFormTail(form, x).probability;
  while (above(low) < exceeded) low -= 2 * (mean - low);
  while (above(high) > exceeded) high += 2 * (high - mean);
  let x = (low + high) / 2;
  for (let count = 0; count < mostSteps; count++) {
    const there = quadraticFormTail(form, x);
    if (there.probability > exceeded) low = x;
    else high = x;
    const newton = x + (there.probability - exceeded) / there.density;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-14 * Math.max(Math.abs(x), 1e-6 * standardDeviation)) return next;
    x = next;
  }
  return x;
}

interface PathSums {
  readonly density: number;
  readonly probability: number;
  readonly excess: number;
  /** Of the integrand's absolute values: what rounding and cutting off are relative to. */
  readonly size: number;
}

/** Sums along one path; of infinite size where the integrand grows or has not died out at the end. */
function alongPath(unit: QuadraticForm, level: number, side: number): PathSums {
  const sums = { probability: 0, excess: 0, density: 0, size: 0 };
  const step = Math.abs(side) * stepPerLean;
  let last = 0;
  for (let w = 0; w <= reach && sums.size < tooLarge; w += step) {
    const v = sinh(w);
    const root = Math.sqrt(v * v + 1);
    const re = crossing + side * (root - 1);
    const [log, phase] = exponent(unit, { re, im: v, level });
    const slope = (side * v) / root;
    const size = naturalExp(log) * root * (w === 0 ? 0.5 : 1) * step;
    const [sine, cosine] = [sin(phase), cos(phase)];
    const radius = Math.sqrt(re * re + v * v);
    const whole = { re: size * (slope * cosine - sine), im: size * (slope * sine + cosine) };
    const once = divideComplex(whole, { re, im: v });
    const twice = divideComplex(once, { re, im: v });
    sums.density += whole.im;
    sums.probability += once.im;
    sums.excess += twice.im;
    last = size / radius;
    sums.size += last;
    if (w > 2 && size < negligible * step) break;
  }
  return last < 1e-12 ? sums : { ...sums, size: Infinity };
}

interface PathPoint {
  readonly re: number;
  readonly im: number;
  readonly level: number;
}

/**
 * Real and imaginary part of ln E[exp(tQ)] - t × level. The factors 1 - 2 s t are multiplied up, so that
 * few logarithms and angles are taken, and each half turn of the product's root is counted.
 */
function exponent(
  { linear, square: squares }: QuadraticForm,
  { re, im, level }: PathPoint,
): [number, number] {
  let log = -re * level;
  let phase = -im * level;
  let [size, across, up] = [1, 1, 0];
  const [re2, im2] = [re * re - im * im, 2 * re * im];
  for (let j = 0; j < linear.length; j++) {
    const [a, b] = [1 - 2 * squares[j]! * re, -2 * squares[j]! * im];
    const own = a * a + b * b;
    const half = square(linear[j]!) / (2 * own);
    log += half * (re2 * a + im2 * b);
    phase += half * (im2 * a - re2 * b);
    const next = across * b + up * a;
    if (b > 0 && up >= 0 && next < 0) phase -= Math.PI;
    if (b < 0 && up < 0 && next > 0) phase += Math.PI;
    [across, up] = [across * a - up * b, next];
    size *= own;
    if (size > 1e-100 && size < 1e100) continue;
    log -= naturalLog(size) / 4;
    phase -= atan2(up, across) / 2;
    [size, across, up] = [1, 1, 0];
  }
  return [log - naturalLog(size) / 4, phase - atan2(up, across) / 2];
}
