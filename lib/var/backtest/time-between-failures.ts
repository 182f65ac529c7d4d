import { checkFlags, checkFraction, checkObject } from "../../base/check.ts";
import {
  type BacktestResult,
  type CoverageOptions,
  chiSquareResult,
  notIdentified,
  significanceOf,
} from "./backtest-result.ts";
import { bernoulliLogLikelihood, bestBernoulliLogLikelihood } from "./bernoulli-likelihood.ts";
import { countBreaches, kupiecTest } from "./kupiec.ts";
import { type Permutations, permutedResult } from "./permuted-result.ts";

/**
 * Kupiec's test of the time until the first failure (breach), day v: the likelihood ratio of a
 * probability of 1 / v against 1 - confidence, chi-square with one degree of freedom. -2 ln(1 -
 * confidence) for a breach on the first day. One day decides it, so it has little power: for a young
 * record that has no more.
 *
 * Not identified without a breach.
 *
 * Source: P. Kupiec, Techniques for verifying the accuracy of risk measurement models, Journal of
 * Derivatives 3 (1995).
 *
 * @throws RangeError without a day, or for a confidence or significance outside (0, 1).
 */
export function timeUntilFirstFailureTest(
  breaches: readonly boolean[],
  options: CoverageOptions,
): BacktestResult {
  const outcome = {
    hypothesis: "the first breach comes when the confidence says",
    degreesOfFreedom: 1,
    significance: checked(breaches, options),
  };
  const [first] = gapsOf(breaches);
  if (first === undefined) return notIdentified("there are no breaches", outcome);
  return chiSquareResult(gapRatio(first, options.confidence), outcome);
}

export interface TimeBetweenFailuresOptions extends CoverageOptions {
  /** P-value and critical value from the breaches on days drawn at random, instead of chi-square. */
  readonly permutations?: Permutations;
}

/**
 * Haas' test of the times between failures (breaches): the ratio of
 * {@link timeUntilFirstFailureTest} for the days up to the first breach and from each to the next,
 * summed; chi-square with one degree of freedom for each. MATLAB's `tbfi`. Finds breaches that come
 * in clusters of any shape.
 *
 * Each ratio rests on one spell, whose mean is 1.15 and not 1 where breaches are rare, so that
 * chi-square rejects a true hypothesis too often, and more so with more breaches: about 17 % at a
 * significance of 5 % for 50. With `permutations` the size is exact.
 *
 * Not identified without a breach. Source: M. Haas, New methods in backtesting, research center
 * caesar, Bonn (2001).
 *
 * @throws RangeError without a day, for a confidence or significance outside (0, 1), or less than
 * one permutation.
 */
export function timeBetweenFailuresIndependenceTest(
  breaches: readonly boolean[],
  options: TimeBetweenFailuresOptions,
): BacktestResult {
  const significance = checked(breaches, options);
  const hypothesis = "breaches keep the distances that independent ones of that confidence have";
  const gaps = gapsOf(breaches);
  if (gaps.length === 0) {
    return notIdentified("there are no breaches", { hypothesis, significance });
  }
  const statisticOf = (order: readonly boolean[]): number =>
    gapsOf(order).reduce((sum, gap) => sum + gapRatio(gap, options.confidence), 0);
  const statistic = statisticOf(breaches);
  const outcome = { hypothesis, degreesOfFreedom: gaps.length, significance };
  const result = { ...chiSquareResult(statistic, outcome), statistic };
  if (options.permutations === undefined) return result;
  return permutedResult(result, breaches, { ...options.permutations, statisticOf });
}

/**
 * Haas' mixed test, MATLAB's `tbf`: Kupiec's ratio for the number of breaches plus that of
 * {@link timeBetweenFailuresIndependenceTest} for their distances, chi-square with one degree of
 * freedom more than breaches. Its size is as far off as that of the second.
 *
 * Not identified without a breach; `kupiecTest` is. Source: as the second.
 *
 * @throws RangeError without a day, or for a confidence or significance outside (0, 1).
 */
export function timeBetweenFailuresTest(
  breaches: readonly boolean[],
  options: CoverageOptions,
): BacktestResult {
  checkObject("options", options);
  const { confidence, significance } = options;
  const shared = significance === undefined ? { confidence } : { confidence, significance };
  const spacing = timeBetweenFailuresIndependenceTest(breaches, shared);
  const count = countBreaches(breaches);
  const coverage = kupiecTest(count, shared);
  const outcome = {
    hypothesis:
      "breaches come as often as the confidence says, at the distances of independent ones",
    degreesOfFreedom: count.breaches + 1,
    significance: spacing.significance,
  };
  if (spacing.statistic === null || coverage.statistic === null) {
    return notIdentified("there are no breaches", outcome);
  }
  return chiSquareResult(coverage.statistic + spacing.statistic, outcome);
}

function checked(breaches: readonly boolean[], options: CoverageOptions): number {
  checkFlags("breaches", breaches);
  checkObject("options", options);
  checkFraction("confidence", options.confidence);
  if (breaches.length === 0) throw new RangeError("breaches must have at least 1 day: 0");
  return significanceOf(options);
}

/** Days up to the first breach, its own included, and from each breach to the next. */
function gapsOf(breaches: readonly boolean[]): number[] {
  const gaps: number[] = [];
  let last = -1;
  breaches.forEach((breach, day) => {
    if (!breach) return;
    gaps.push(day - last);
    last = day;
  });
  return gaps;
}

/** 2 (ln L(1 / days) - ln L(1 - confidence)) of one breach that took so many days. */
function gapRatio(days: number, confidence: number): number {
  const counts = { successes: 1, failures: days - 1 };
  const given = bernoulliLogLikelihood(counts, 1 - confidence);
  return Math.max(0, 2 * (bestBernoulliLogLikelihood(counts) - given));
}
