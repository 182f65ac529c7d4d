import { checkCount, checkObject } from "../../base/check.ts";
import {
  type BacktestOptions,
  type BacktestResult,
  type CoverageOptions,
  chiSquareResult,
  notIdentified,
  significanceOf,
} from "./backtest-result.ts";
import { bestBernoulliLogLikelihood } from "./bernoulli-likelihood.ts";
import { type BreachTransitions, breachTransitions } from "./breach-transitions.ts";
import { countBreaches, kupiecTest } from "./kupiec.ts";

/**
 * Christoffersen's independence test against a Markov chain of order one: a breach is as likely
 * after a breach as after a calm day. The likelihood ratio is chi-square with one degree of
 * freedom.
 *
 * Not identified unless both states were followed by another day: without breaches, with nothing
 * else, or with a single one on the last day. No breach after a breach is data, not a gap. It sees
 * only clusters on adjacent days; `durationTest` and `dynamicQuantileTest` see more.
 *
 * Source: P. Christoffersen, Evaluating interval forecasts, International Economic Review 39
 * (1998).
 *
 * @throws RangeError for a count that is not a whole number from 0, or a significance outside
 * (0, 1).
 * @example christoffersenIndependenceTest(breachTransitions(rolling.breaches))
 */
export function christoffersenIndependenceTest(
  transitions: BreachTransitions,
  options: BacktestOptions = {},
): BacktestResult {
  checkObject("transitions", transitions);
  checkObject("options", options);
  const outcome = {
    hypothesis: "a breach is as likely after a breach as after a day without one",
    degreesOfFreedom: 1,
    significance: significanceOf(options),
  };
  const { n00, n01, n10, n11 } = transitions;
  for (const [name, count] of Object.entries({ n00, n01, n10, n11 })) checkCount(name, count, 0);
  const reason = whyNotIdentified(transitions);
  if (reason !== null) return notIdentified(reason, outcome);
  const chain =
    bestBernoulliLogLikelihood({ successes: n01, failures: n00 }) +
    bestBernoulliLogLikelihood({ successes: n11, failures: n10 });
  const coin = bestBernoulliLogLikelihood({ successes: n01 + n11, failures: n00 + n10 });
  return chiSquareResult(2 * (chain - coin), outcome);
}

/**
 * Christoffersen's conditional coverage: as many breaches as the confidence says and independent.
 * Kupiec's ratio over all days plus the ratio of independence, chi-square with two degrees of
 * freedom. Not identified where independence is not.
 *
 * Source: as {@link christoffersenIndependenceTest}.
 *
 * @throws RangeError without a day, or for a confidence or significance outside (0, 1).
 */
export function conditionalCoverageTest(
  breaches: readonly boolean[],
  options: CoverageOptions,
): BacktestResult {
  checkObject("options", options);
  const outcome = {
    hypothesis: "breaches come as often as the confidence says, and independently",
    degreesOfFreedom: 2,
    significance: significanceOf(options),
  };
  const coverage = kupiecTest(countBreaches(breaches), options);
  const independence = christoffersenIndependenceTest(breachTransitions(breaches), options);
  if (coverage.statistic === null || independence.statistic === null) {
    return notIdentified(independence.reason ?? "coverage is not identified", outcome);
  }
  return chiSquareResult(coverage.statistic + independence.statistic, outcome);
}

function whyNotIdentified({ n00, n01, n10, n11 }: BreachTransitions): string | null {
  if (n00 + n01 + n10 + n11 === 0) return "no day follows another";
  if (n01 + n10 + n11 === 0) return "there are no breaches";
  if (n00 + n01 + n10 === 0) return "every day is a breach";
  if (n10 + n11 === 0) return "the only breach is on the last day: nothing follows it";
  if (n00 + n01 === 0) return "the only day without a breach is the last: nothing follows it";
  return null;
}
