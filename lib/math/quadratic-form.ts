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
/** How far the path leans towards where the integrand falls. */
const lean = 0.3;
const step = 1 / 32;
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
 * E[exp(tQ)] = product of (1 - 2 s t)^(-1/2) exp(l² t² / (2 (1 - 2 s t))) along a path that leans to the
 * side where the integrand dies out, by the trapezoidal rule. Absolute error about 1e-12 for the
 * probability. The form must have a positive variance.
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
  const side = level >= asymptote(unit) ? lean : -lean;
  const sums = { probability: 0, excess: 0, density: 0 };
  for (let w = 0; w <= reach; w += step) {
    const v = Math.sinh(w);
    const root = Math.sqrt(v * v + 1);
    const re = crossing + side * (root - 1);
    const [log, phase] = exponent(unit, { re, im: v, level });
    const slope = (side * v) / root;
    const size = Math.exp(log) * root * (w === 0 ? 0.5 : 1);
    const turn = phase + Math.atan2(1, slope);
    const length = Math.hypot(1, slope);
    const angle = Math.atan2(v, re);
    const radius = Math.hypot(re, v);
    sums.density += size * length * Math.sin(turn);
    sums.probability += (size * length * Math.sin(turn - angle)) / radius;
    sums.excess += (size * length * Math.sin(turn - 2 * angle)) / (radius * radius);
    if (w > 2 && size < negligible) break;
  }
  const share = step / Math.PI;
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

/** The transform grows like exp(t × this) far out; on which side of it a level lies decides the lean. */
function asymptote({ linear, square }: QuadraticForm): number {
  let sum = 0;
  for (let j = 0; j < linear.length; j++) {
    if (square[j] !== 0) sum -= linear[j]! ** 2 / (4 * square[j]!);
  }
  return sum;
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
