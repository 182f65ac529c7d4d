import { log1p } from "../../math/elementary/log1p.ts";
import { naturalLog } from "../../math/natural-log.ts";

/** Outcomes of one coin: heads and tails. */
export interface BernoulliCounts {
  readonly successes: number;
  readonly failures: number;
}

/**
 * The log-likelihood of a probability of success, s ln p + f ln(1 - p), with 0 ln 0 = 0. Taken in
 * logarithms throughout: the likelihood itself underflows within some thousand days.
 */
export function bernoulliLogLikelihood(
  { successes, failures }: BernoulliCounts,
  probability: number,
): number {
  const won = successes === 0 ? 0 : successes * naturalLog(probability);
  const lost = failures === 0 ? 0 : failures * log1p(-probability);
  return won + lost;
}

/** The largest log-likelihood, at the share of successes; 0 where only one side was seen. */
export function bestBernoulliLogLikelihood(counts: BernoulliCounts): number {
  const { successes, failures } = counts;
  const trials = successes + failures;
  return trials === 0 ? 0 : bernoulliLogLikelihood(counts, successes / trials);
}
