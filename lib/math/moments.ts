import { checkFinite, checkSample } from "../base/check.ts";
import { cube, square } from "./elementary/power.ts";
import { compensatedSum } from "./sum.ts";

/** The first four moments of a sample. */
export interface Moments {
  readonly observations: number;
  readonly mean: number;
  /** Unbiased: divided by n - 1. */
  readonly variance: number;
  readonly standardDeviation: number;
  /** Bias-corrected; 0 for a symmetric sample. */
  readonly skewness: number;
  /** Bias-corrected; about 0 for a normal sample. */
  readonly excessKurtosis: number;
}

/** All of them at once; needs four observations that are not all equal. */
export function moments(values: ArrayLike<number>): Moments {
  const kurtosis = excessKurtosis(values);
  return {
    observations: values.length,
    mean: mean(values),
    variance: sampleVariance(values),
    standardDeviation: standardDeviation(values),
    skewness: skewness(values),
    excessKurtosis: kurtosis,
  };
}

/** The arithmetic mean; needs one observation. Throws a RangeError on NaN and infinities. */
export function mean(values: ArrayLike<number>): number {
  checkSample("values", values, 1);
  return rawMean(values);
}

/**
 * The unbiased sample variance, sum (x - mean)^2 / (n - 1), in two passes around the compensated
 * mean; needs two observations and is exactly 0 when they are all equal.
 */
export function sampleVariance(values: ArrayLike<number>): number {
  checkSample("values", values, 2);
  return squaredDeviations(values) / (values.length - 1);
}

/** The square root of {@link sampleVariance}, in the unit of the observations. */
export function standardDeviation(values: ArrayLike<number>): number {
  return Math.sqrt(sampleVariance(values));
}

/**
 * Bias-corrected skewness G1 = sqrt(n (n - 1)) / (n - 2) * m3 / m2^(3/2), with m_k the central
 * moments divided by n; needs three observations that are not all equal.
 *
 * Source: D. Joanes, C. Gill, Comparing measures of sample skewness and kurtosis, The Statistician
 * 47 (1998).
 */
export function skewness(values: ArrayLike<number>): number {
  const z = standardized(values, 3);
  const n = z.length;
  return (Math.sqrt(n * (n - 1)) / (n - 2)) * rawMean(z.map((x) => cube(x)));
}

/**
 * Bias-corrected excess kurtosis G2 = (n - 1) / ((n - 2) (n - 3)) * ((n + 1) (m4 / m2^2 - 3) + 6);
 * needs four observations that are not all equal. Source: as {@link skewness}.
 */
export function excessKurtosis(values: ArrayLike<number>): number {
  const z = standardized(values, 4);
  const n = z.length;
  const excess = rawMean(z.map((x) => square(square(x)))) - 3;
  return ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * excess + 6);
}

/** True when every element equals the first: no spread, so no shape and no correlation. */
export function isConstant(values: ArrayLike<number>): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return true;
}

/** Deviations from the mean over the population standard deviation, so that their m2 is 1. */
function standardized(values: ArrayLike<number>, minimum: number): Float64Array {
  checkSample("values", values, minimum);
  const center = rawMean(values);
  const scale = Math.sqrt(squaredDeviations(values) / values.length);
  if (isConstant(values) || scale === 0) {
    throw new RangeError(`values must not all be equal: ${values[0]}`);
  }
  return Float64Array.from(values, (x) => (x - center) / scale);
}

function squaredDeviations(values: ArrayLike<number>): number {
  if (isConstant(values)) return 0;
  const center = rawMean(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const deviation = values[i]! - center;
    squares += deviation * deviation;
  }
  checkFinite("sum of squared deviations", squares);
  return squares;
}

function rawMean(values: ArrayLike<number>): number {
  const sum = compensatedSum(values);
  checkFinite("sum of values", sum);
  return sum / values.length;
}
