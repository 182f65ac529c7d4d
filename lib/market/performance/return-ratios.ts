import { checkFinite, checkObject, checkPositive, checkSample } from "../../base/check.ts";
import { square } from "../../math/elementary/power.ts";
import { isConstant, mean, standardDeviation } from "../../math/moments.ts";

export interface RatioOptions {
  /** How many of these periods make a year: 365 for daily crypto returns, 252 for stocks. */
  readonly periodsPerYear: number;
  /** Simple return of each period without risk, or the least acceptable one; 0 when not given. */
  readonly perPeriodTarget?: number;
}

/**
 * The annualised Sharpe ratio: mean excess return over the sample standard deviation (n - 1), times
 * sqrt(periodsPerYear). Null where the returns do not vary. The square-root rule holds for
 * uncorrelated returns.
 *
 * Source: W. Sharpe, The Sharpe ratio, Journal of Portfolio Management 21 (1994).
 *
 * @throws RangeError below two returns, for NaN, and for periods that are not positive.
 * @example sharpeRatio(returns.values, { periodsPerYear: daysPerYear })
 */
export function sharpeRatio(returns: ArrayLike<number>, options: RatioOptions): number | null {
  checkObject("options", options);
  const excess = excessReturns(returns, options);
  const spread = standardDeviation(excess);
  if (isConstant(returns) || spread === 0) return null;
  return (mean(excess) / spread) * Math.sqrt(options.periodsPerYear);
}

/**
 * The annualised Sortino ratio: annual mean return above the target over the annual downside
 * deviation, sqrt(mean of min(return - target, 0)²) over all n periods. Null where no return is
 * below the target.
 *
 * Source: F. Sortino, L. Price, Performance measurement in a downside risk framework, Journal of
 * Investing 3 (1994).
 *
 * @throws RangeError as {@link sharpeRatio} does.
 */
export function sortinoRatio(returns: ArrayLike<number>, options: RatioOptions): number | null {
  checkObject("options", options);
  const excess = excessReturns(returns, options);
  const downside = Math.sqrt(mean(excess.map((value) => square(Math.min(value, 0)))));
  return downside === 0 ? null : (mean(excess) / downside) * Math.sqrt(options.periodsPerYear);
}

/**
 * The Omega ratio: the sum of returns above the target over the sum of shortfalls below it. Null
 * where no return is below. Nothing is annualised.
 *
 * Source: C. Keating, W. Shadwick, A universal performance measure, Journal of Performance
 * Measurement 6 (2002).
 *
 * @throws RangeError without a return, for NaN, and for a target that is not finite.
 */
export function omegaRatio(
  returns: ArrayLike<number>,
  options: { readonly perPeriodTarget?: number } = {},
): number | null {
  checkObject("options", options);
  const { perPeriodTarget = 0 } = options;
  checkSample("returns", returns, 1);
  checkFinite("perPeriodTarget", perPeriodTarget);
  const excess = Float64Array.from(returns, (value) => value - perPeriodTarget);
  const below = mean(excess.map((value) => Math.max(-value, 0)));
  return below === 0 ? null : mean(excess.map((value) => Math.max(value, 0))) / below;
}

function excessReturns(returns: ArrayLike<number>, options: RatioOptions): Float64Array {
  const { periodsPerYear, perPeriodTarget = 0 } = options;
  checkSample("returns", returns, 2);
  checkPositive("periodsPerYear", periodsPerYear);
  checkFinite("perPeriodTarget", perPeriodTarget);
  return Float64Array.from(returns, (value) => value - perPeriodTarget);
}
