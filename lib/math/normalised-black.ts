import { naturalExp } from "./natural-exp.ts";
import { normalDensity, normalDistribution } from "./normal-distribution.ts";

/** Below this half deviation the series is used, from there on the difference of two tails. */
const seriesBelow = 0.3;
/** Up to here the moments go by forward recurrence, beyond by their continued fraction. */
const forwardUpTo = 2;
const mostTerms = 24;
const rootTwoPi = 2.5066282746310002;

/**
 * Black's formula without its units: what an out-of-the-money European option is worth per square
 * root of forward × strike, from the distance x = -|ln(forward / strike)| <= 0 and the standard
 * deviation s = volatility × √years >= 0:
 *
 *     b(x, s) = exp(x / 2) Φ(x / s + s / 2) - exp(-x / 2) Φ(x / s - s / 2).
 *
 * Rises in s from 0 to exp(x / 2), which it reaches at Infinity. Relative error below 3e-13 until
 * exp(-x² / 2s²) leaves the range of doubles (about 38 deviations out); 0 from there on. No two near
 * equal numbers are subtracted: with h = |x| / s and t = s / 2 the formula is
 * φ(h) exp(-t² / 2) times the integral of 2 sinh(t u) exp(-h u - u² / 2) over u > 0, and its series
 * in t has positive terms alone.
 *
 * Source: P. Jäckel, Let's be rational, Wilmott (January 2015), for the form and its pitfalls.
 */
export function normalisedBlack(x: number, s: number): number {
  if (s === Infinity) return naturalExp(x / 2);
  if (!(s > 0) || x === -Infinity) return x <= 0 && s === 0 ? 0 : zeroOrNaN(x, s);
  const h = -x / s;
  const t = s / 2;
  if (t < seriesBelow) return 2 * normalisedVega(x, s) * oddMoments(h, t);
  if (h - t < -1) {
    return (
      naturalExp(x / 2) * normalDistribution(t - h) -
      naturalExp(-x / 2) * normalDistribution(-h - t)
    );
  }
  return normalisedVega(x, s) * (tailOverDensity(h - t) - tailOverDensity(h + t));
}

/** The slope of {@link normalisedBlack} in s: the standard normal density of √(x² / s² + s² / 4). */
export function normalisedVega(x: number, s: number): number {
  if (s === 0) return x === 0 ? 1 / rootTwoPi : 0;
  const h = x / s;
  return naturalExp(-(h * h) / 2 - (s * s) / 8) / rootTwoPi;
}

/** P(Z > z) over the density at z. */
function tailOverDensity(z: number): number {
  if (z <= forwardUpTo) return normalDistribution(-z) / normalDensity(z);
  return 1 / (z + momentRatios(z, 1)[1]!);
}

/**
 * The sum of t^k I_k / k! over odd k, where I_k(h) is the integral of u^k exp(-h u - u² / 2) over
 * u > 0: I_1 = 1 - h I_0 and I_k+1 = k I_k-1 - h I_k.
 */
function oddMoments(h: number, t: number): number {
  const moments = h <= forwardUpTo ? forwardMoments(h) : fractionMoments(h);
  let power = t;
  let sum = power * moments[1]!;
  for (let k = 3; k < mostTerms; k += 2) {
    power *= (t * t) / (k * (k - 1));
    const term = power * moments[k]!;
    sum += term;
    if (term < 1e-17 * sum) break;
  }
  return sum;
}

function forwardMoments(h: number): readonly number[] {
  const moments = [tailOverDensity(h)];
  moments.push(1 - h * moments[0]!);
  for (let k = 1; k < mostTerms; k++) moments.push(k * moments[k - 1]! - h * moments[k]!);
  return moments;
}

function fractionMoments(h: number): readonly number[] {
  const ratios = momentRatios(h, mostTerms);
  const moments = [1 / (h + ratios[1]!)];
  for (let k = 1; k <= mostTerms; k++) moments.push(moments[k - 1]! * ratios[k]!);
  return moments;
}

/** I_k / I_k-1 = k / (h + I_k+1 / I_k), at index k from 1 to `count`, started where it has settled. */
function momentRatios(h: number, count: number): number[] {
  const ratios = new Array<number>(count + 1);
  let ratio = 0;
  for (let k = count + 20 + Math.ceil(600 / (h * h)); k >= 1; k--) {
    ratio = k / (h + ratio);
    if (k <= count) ratios[k] = ratio;
  }
  return ratios;
}

function zeroOrNaN(x: number, s: number): number {
  return x === -Infinity && s > 0 ? 0 : Number.NaN;
}
