import { checkFinite, checkFraction, checkObject, checkOneOf, checkSample } from "../base/check.ts";
import { square } from "../math/elementary/power.ts";
import { sampleVariance } from "../math/moments.ts";

/** Where the recursion starts: the first squared return, or the variance of the whole sample. */
export type EwmaStart = "first-squared-return" | "sample-variance";

export interface EwmaOptions {
  /** Weight of the past in (0, 1); RiskMetrics uses 0.94 for daily returns. */
  readonly lambda: number;
  /** `sample-variance` uses the whole sample from the first day: not for a test of forecasts. */
  readonly start: EwmaStart;
}

/** Volatilities per period (not annualised), as fractions. */
export interface EwmaVolatility {
  /** Element t is the forecast for return t from the returns before it; the first is the start. */
  readonly path: Float64Array;
  /** The forecast for the period after the last return. */
  readonly forecast: number;
  readonly lambda: number;
  readonly start: EwmaStart;
}

/**
 * Exponentially weighted volatility around a mean of zero:
 * variance[t + 1] = lambda * variance[t] + (1 - lambda) * return[t]^2.
 *
 * Needs one return, two when starting from the sample variance; throws a RangeError on NaN.
 * Source: J.P. Morgan/Reuters, RiskMetrics Technical Document, 4th edition (1996), section 5.2.
 */
export function ewmaVolatility(returns: ArrayLike<number>, options: EwmaOptions): EwmaVolatility {
  checkObject("options", options);
  const { lambda, start } = options;
  checkSample("returns", returns, 1);
  checkFraction("lambda", lambda);
  checkOneOf("start", start, ["first-squared-return", "sample-variance"]);
  const path = new Float64Array(returns.length);
  let variance = start === "sample-variance" ? sampleVariance(returns) : square(returns[0]!);
  for (let t = 0; t < returns.length; t++) {
    path[t] = Math.sqrt(variance);
    variance = lambda * variance + (1 - lambda) * square(returns[t]!);
  }
  checkFinite("square of returns", variance);
  return { path, forecast: Math.sqrt(variance), lambda, start };
}
