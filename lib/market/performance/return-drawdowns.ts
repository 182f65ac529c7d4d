import { checkFraction, checkObject } from "../../base/check.ts";
import { sortedQuantile } from "../../math/quantile.ts";
import { compensatedSum } from "../../math/sum.ts";
import { type AnnualOptions, annualReturn, checkSimpleReturns } from "./annual-return.ts";

/**
 * How far compounded simple returns stand below their highest value so far, the start included,
 * after each period: positive, a fraction of that value.
 *
 * @throws RangeError without a return, for NaN and a return below -1.
 */
export function returnDrawdowns(returns: ArrayLike<number>): Float64Array {
  checkSimpleReturns(returns);
  let depth = 0;
  return Float64Array.from(returns, (value) => {
    depth = Math.max(0, 1 - (1 - depth) * (1 + value));
    return depth;
  });
}

/** The Calmar ratio: compound annual return over the deepest drawdown; null without a drawdown. */
export function calmarRatio(returns: ArrayLike<number>, options: AnnualOptions): number | null {
  checkObject("options", options);
  const deepest = returnDrawdowns(returns).reduce((most, depth) => Math.max(most, depth), 0);
  return deepest === 0 ? null : annualReturn(returns, options) / deepest;
}

/**
 * The ulcer index: the root mean square of the drawdowns after each period, as a fraction.
 *
 * Source: P. Martin, B. McCann, The Investor's Guide to Fidelity Funds (1989).
 */
export function ulcerIndex(returns: ArrayLike<number>): number {
  const squares = returnDrawdowns(returns).map((depth) => depth * depth);
  return Math.sqrt(compensatedSum(squares) / squares.length);
}

/** A drawdown that is exceeded rarely, and the mean beyond it. */
export interface DrawdownRisk {
  /** The quantile of the drawdowns at `confidence` (type 1: the smallest that reaches it). */
  readonly drawdownAtRisk: number;
  /** The mean of exactly the deepest 1 - confidence of the periods; never below the quantile. */
  readonly conditionalDrawdownAtRisk: number;
}

/**
 * Conditional drawdown at risk (CDaR) and its quantile.
 *
 * Source: A. Chekhlov, S. Uryasev, M. Zabarankin, Drawdown measure in portfolio optimization,
 * International Journal of Theoretical and Applied Finance 8 (2005).
 *
 * @throws RangeError without a return, for NaN, a return below -1, a confidence outside (0, 1).
 */
export function conditionalDrawdownAtRisk(
  returns: ArrayLike<number>,
  options: { readonly confidence: number },
): DrawdownRisk {
  checkObject("options", options);
  const { confidence } = options;
  checkFraction("confidence", confidence);
  const sorted = returnDrawdowns(returns).sort();
  const drawdownAtRisk = sortedQuantile(sorted, confidence, 1);
  const beyond = sorted.map((depth) => Math.max(0, depth - drawdownAtRisk));
  const mean = compensatedSum(beyond) / (sorted.length * (1 - confidence));
  return { drawdownAtRisk, conditionalDrawdownAtRisk: drawdownAtRisk + mean };
}
