import { expm1 } from "../../math/elementary/expm1.ts";
import { square } from "../../math/elementary/power.ts";
import { naturalExp } from "../../math/natural-exp.ts";
import { naturalLog } from "../../math/natural-log.ts";
import { normalDistribution } from "../../math/normal-distribution.ts";

/** A square-root variance process dv = κ (θ - v) dt + ω √v dW, time in years. */
export interface SquareRootProcess {
  /** κ, per year. */
  readonly meanReversion: number;
  /** θ, annual. */
  readonly longRunVariance: number;
  /** ω, annual. */
  readonly volatilityOfVariance: number;
}

/** One step of the variance and what it does to the price. */
export interface VarianceStep {
  /** Variance at the end of the step. */
  readonly next: number;
  /** ln E[exp(slope × next)] given the variance at the start; NaN where that is infinite. */
  readonly logTransform: number;
}

/** Where the quadratic branch gives way to the exponential: Andersen's middle. */
const switchRatio = 1.5;

/**
 * Andersen's quadratic-exponential step of a square-root process over `years`, driven by one standard
 * normal z: the next variance has the exact conditional mean and variance, under a law that is a moved
 * square or, near zero, a mass at zero with an exponential tail. The transform of that law at `slope`
 * makes the price a martingale.
 *
 * Source: L. Andersen, Simple and efficient simulation of the Heston stochastic volatility model,
 * Journal of Computational Finance 11 (2008), sections 3.2 and 4.3.
 */
export function quadraticExponentialStep(
  { meanReversion: k, longRunVariance, volatilityOfVariance }: SquareRootProcess,
  years: number,
  slope: number,
): (variance: number, z: number) => VarianceStep {
  const decay = naturalExp(-k * years);
  const share = -expm1(-k * years);
  const spreadNow = (square(volatilityOfVariance) * decay * share) / k;
  const spreadLong = (longRunVariance * square(volatilityOfVariance) * square(share)) / (2 * k);
  return (variance, z) => {
    const m = longRunVariance + (variance - longRunVariance) * decay;
    const ratio = (variance * spreadNow + spreadLong) / (m * m);
    return ratio <= switchRatio
      ? quadratic({ m, ratio, slope }, z)
      : exponential({ m, ratio, slope }, z);
  };
}

interface Branch {
  readonly m: number;
  /** Conditional variance over the squared conditional mean. */
  readonly ratio: number;
  readonly slope: number;
}

function quadratic({ m, ratio, slope }: Branch, z: number): VarianceStep {
  const twice = 2 / ratio;
  const square = twice - 1 + Math.sqrt(twice) * Math.sqrt(twice - 1);
  const a = m / (1 + square);
  const left = 1 - 2 * slope * a;
  const logTransform = left > 0 ? (slope * square * a) / left - naturalLog(left) / 2 : Number.NaN;
  return { next: a * (Math.sqrt(square) + z) * (Math.sqrt(square) + z), logTransform };
}

function exponential({ m, ratio, slope }: Branch, z: number): VarianceStep {
  const atZero = (ratio - 1) / (ratio + 1);
  const rate = (1 - atZero) / m;
  const above = normalDistribution(-z);
  const next = above >= 1 - atZero ? 0 : naturalLog((1 - atZero) / above) / rate;
  const logTransform =
    slope < rate ? naturalLog(atZero + (rate * (1 - atZero)) / (rate - slope)) : Number.NaN;
  return { next, logTransform };
}
