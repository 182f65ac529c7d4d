import { checkObject, checkPositive, checkSample } from "../../base/check.ts";
import { expm1 } from "../../math/elementary/expm1.ts";
import { log1p } from "../../math/elementary/log1p.ts";
import { compensatedSum } from "../../math/sum.ts";

/** How many of the periods make a year. */
export interface AnnualOptions {
  readonly periodsPerYear: number;
  /** The periods that the returns span, where they are not one each; their count when not given. */
  readonly periods?: number;
}

/**
 * The compound annual return of simple returns: (product of 1 + r)^(periodsPerYear / periods) - 1.
 * -1 once everything was lost, Infinity beyond the range of doubles.
 *
 * @throws RangeError without a return, for NaN, a return below -1, or periods that are not
 * positive.
 */
export function annualReturn(returns: ArrayLike<number>, options: AnnualOptions): number {
  checkObject("options", options);
  checkSimpleReturns(returns);
  const { periodsPerYear, periods = returns.length } = options;
  checkPositive("periodsPerYear", periodsPerYear);
  checkPositive("periods", periods);
  const logs = Float64Array.from(returns, (value) => log1p(value));
  const isLost = logs.includes(-Infinity);
  if (isLost) return -1;
  return expm1((compensatedSum(logs) * periodsPerYear) / periods);
}

/** Throws a RangeError unless there is a return and none is below -1. */
export function checkSimpleReturns(returns: ArrayLike<number>): void {
  checkSample("returns", returns, 1);
  for (let i = 0; i < returns.length; i++) {
    if (returns[i]! < -1) {
      throw new RangeError(`returns[${i}] must be at least -1: ${returns[i]}`);
    }
  }
}
