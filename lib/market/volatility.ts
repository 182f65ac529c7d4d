import { checkObject, checkPositive, checkSample } from "../base/check.ts";
import { sampleVariance } from "../math/moments.ts";

export interface AnnualVolatilityOptions {
  /** How many of these periods make a year: 365 for daily crypto returns. */
  readonly periodsPerYear: number;
}

/**
 * Annualised close-to-close volatility: the sample standard deviation of the returns (mean taken
 * out, n - 1) times sqrt(periodsPerYear), as a fraction per year.
 *
 * Needs two returns; throws a RangeError on NaN. The square-root rule holds for uncorrelated
 * returns only.
 *
 * @example annualVolatility(returns.values, { periodsPerYear: daysPerYear })
 */
export function annualVolatility(
  returns: ArrayLike<number>,
  options: AnnualVolatilityOptions,
): number {
  checkObject("options", options);
  checkSample("returns", returns, 2);
  checkPositive("periodsPerYear", options.periodsPerYear);
  return Math.sqrt(sampleVariance(returns) * options.periodsPerYear);
}
