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
    variance += form.linear[j]! ** 2 + 2 * form.square[j]! ** 2;
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
    const v = Math.sinh(w);
    const root = Math.sqrt(v * v + 1);
    const re = crossing + side * (root - 1);
    const [log, phase] = exponent(unit, { re, im: v, level });
    const slope = (side * v) / root;
    const size = Math.exp(log) * root * (w === 0 ? 0.5 : 1) * step;
    const turn = phase + Math.atan2(1, slope);
    const length = Math.hypot(1, slope);
    const angle = Math.atan2(v, re);
    const radius = Math.hypot(re, v);
    sums.density += size * length * Math.sin(turn);
    sums.probability += (size * length * Math.sin(turn - angle)) / radius;
    sums.excess += (size * length * Math.sin(turn - 2 * angle)) / (radius * radius);
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

/** Real and imaginary part of ln E[exp(tQ)] - t × level. */
function exponent(
  { linear, square }: QuadraticForm,
  { re, im, level }: PathPoint,
): [number, number] {
  let log = -re * level;
  let phase = -im * level;
  const [re2, im2] = [re * re - im * im, 2 * re * im];
  for (let j = 0; j < linear.length; j++) {
    const [a, b] = [1 - 2 * square[j]! * re, -2 * square[j]! * im];
    const size = a * a + b * b;
    const half = linear[j]! ** 2 / (2 * size);
    log += half * (re2 * a + im2 * b) - Math.log(size) / 4;
    phase += half * (im2 * a - re2 * b) - Math.atan2(b, a) / 2;
  }
  return [log, phase];
}
