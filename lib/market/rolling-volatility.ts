import { checkCount, checkObject, checkPositive, checkSample } from "../base/check.ts";
import { mergeMoments, momentsOfPair } from "../math/joint-moments.ts";
import { windowFolds } from "../math/window-folds.ts";
import { checkDatedSeries, type DatedSeries } from "./dated-series.ts";

export interface RollingVolatilityOptions {
  /** How many returns make one figure; at least 2. */
  readonly window: number;
  /** How many of these periods make a year: 365 for daily crypto returns. */
  readonly periodsPerYear: number;
}

/**
 * Annualised volatility of every `window` neighbouring returns (as `annualVolatility` of each),
 * dated by the last of them.
 *
 * Throws a RangeError on a missing return (drop those first), when there are fewer returns than one
 * window, and on dates out of order. Linear in the number of returns.
 */
export function rollingVolatility(
  returns: DatedSeries,
  options: RollingVolatilityOptions,
): DatedSeries {
  checkObject("returns", returns);
  checkObject("options", options);
  const { window, periodsPerYear } = options;
  checkCount("window", window, 2);
  checkPositive("periodsPerYear", periodsPerYear);
  checkSample("returns", returns.values, window);
  checkDatedSeries("returns", returns);
  const points = Array.from(returns.values, (value) => momentsOfPair(value, 0));
  const folds = windowFolds(points, window, mergeMoments);
  return {
    dates: returns.dates.slice(window - 1),
    values: Float64Array.from(folds, ({ xx }) => Math.sqrt((xx / (window - 1)) * periodsPerYear)),
  };
}
