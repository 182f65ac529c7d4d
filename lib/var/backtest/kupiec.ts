import { checkCount, checkFlags, checkFraction, checkObject } from "../../base/check.ts";
import {
  type BacktestResult,
  type CoverageOptions,
  chiSquareResult,
  significanceOf,
} from "./backtest-result.ts";
import { bernoulliLogLikelihood, bestBernoulliLogLikelihood } from "./bernoulli-likelihood.ts";

/** How often VaR was breached over how many days. */
export interface BreachCount {
  /** From 0 to `observations`. */
  readonly breaches: number;
  /** At least 1. */
  readonly observations: number;
}

/**
 * Kupiec's proportion-of-failures test of unconditional coverage: breaches come on 1 - confidence
 * of the days. The likelihood ratio 2 (ln L(share seen) - ln L(1 - confidence)) is chi-square with
 * one degree of freedom. Determined for any count, none and all included; large where breaches are
 * too many and where they are too few.
 *
 * Source: P. Kupiec, Techniques for verifying the accuracy of risk measurement models, Journal of
 * Derivatives 3 (1995).
 *
 * @throws RangeError without an observation, for breaches outside 0 to `observations`, or a
 * confidence or significance outside (0, 1).
 * @example kupiecTest({ breaches: 57, observations: 1043 }, { confidence: 0.95 }).pValue // 0.497
 */
export function kupiecTest(count: BreachCount, options: CoverageOptions): BacktestResult {
  checkObject("count", count);
  checkObject("options", options);
  checkBreachCount(count);
  checkFraction("confidence", options.confidence);
  const { breaches, observations } = count;
  const counts = { successes: breaches, failures: observations - breaches };
  const given = bernoulliLogLikelihood(counts, 1 - options.confidence);
  return chiSquareResult(2 * (bestBernoulliLogLikelihood(counts) - given), {
    hypothesis: "breaches come as often as the confidence says",
    degreesOfFreedom: 1,
    significance: significanceOf(options),
  });
}

/** Counts the breaches of a run of days. */
export function countBreaches(breaches: readonly boolean[]): BreachCount {
  checkFlags("breaches", breaches);
  return { breaches: breaches.filter(Boolean).length, observations: breaches.length };
}

/** Throws a RangeError unless 0 <= breaches <= observations and there is an observation. */
export function checkBreachCount(count: BreachCount): void {
  checkObject("count", count);
  const { breaches, observations } = count;
  checkCount("observations", observations, 1);
  checkCount("breaches", breaches, 0);
  if (breaches > observations) {
    throw new RangeError(`breaches must not exceed ${observations} observations: ${breaches}`);
  }
}
