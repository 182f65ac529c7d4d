import { checkFraction, checkObject, checkSample } from "../base/check.ts";
import { incompleteBeta } from "./incomplete-beta.ts";
import type { Interval } from "./interval.ts";

export interface OrderStatisticIntervalOptions {
  /** Of which quantile, in (0, 1). */
  readonly probability: number;
  /** The least coverage, in (0, 1). */
  readonly level: number;
}

/** An interval whose ends are observations. */
export interface OrderStatisticInterval extends Interval {
  /** The rank of each end from below, from 1; 0 and one more than the sample for infinite ends. */
  readonly lowerRank: number;
  readonly upperRank: number;
  /** How often such an interval holds the quantile of a continuous law: `level` or more. */
  readonly coverage: number;
}

/**
 * The interval for a quantile between two order statistics, equal-tailed, whatever the law of the
 * (independent) observations: the number of them below the quantile is binomial. An end is infinite where
 * no observation is far enough out: no sample of fewer than ln((1 - level) / 2) / ln(probability)
 * observations bounds a high quantile from above. Where the law has atoms the coverage is at least that.
 *
 * Source: H. David, H. Nagaraja, Order Statistics, 3rd edition (2003), section 7.1.
 *
 * @throws RangeError for NaN, an empty sample and fractions outside (0, 1).
 * @example orderStatisticInterval(losses, { probability: 0.99, level: 0.95 }).upper
 */
export function orderStatisticInterval(
  sample: ArrayLike<number>,
  options: OrderStatisticIntervalOptions,
): OrderStatisticInterval {
  checkObject("options", options);
  const { probability, level } = options;
  checkSample("sample", sample, 1);
  checkFraction("probability", probability);
  checkFraction("level", level);
  return sortedOrderStatisticInterval(Float64Array.from(sample).sort(), options);
}

/** {@link orderStatisticInterval} of an ascending sample; nothing is checked. */
export function sortedOrderStatisticInterval(
  sorted: Float64Array,
  options: OrderStatisticIntervalOptions,
): OrderStatisticInterval {
  const ranks = orderStatisticRanks(sorted.length, options);
  const { lowerRank, upperRank } = ranks;
  return {
    lower: lowerRank < 1 ? -Infinity : sorted[lowerRank - 1]!,
    upper: upperRank > sorted.length ? Infinity : sorted[upperRank - 1]!,
    ...ranks,
  };
}

/** Which of `count` observations {@link orderStatisticInterval} lies between; nothing is checked. */
export function orderStatisticRanks(
  count: number,
  { probability, level }: OrderStatisticIntervalOptions,
): Omit<OrderStatisticInterval, keyof Interval> {
  const most = (1 - level) / 2;
  /** P(at least `rank` observations lie at or below the quantile). */
  const atLeast = (rank: number): number =>
    rank <= 0 ? 1 : incompleteBeta(probability, { a: rank, b: count - rank + 1 });
  /** P(fewer than `rank` do), from its own tail. */
  const fewer = (rank: number): number =>
    rank > count ? 1 : incompleteBeta(1 - probability, { a: count - rank + 1, b: rank });
  const lowerRank = firstWhere(count + 1, (rank) => fewer(rank) > most) - 1;
  const upperRank = firstWhere(count + 1, (rank) => rank > count || atLeast(rank) <= most);
  return {
    lowerRank: Math.max(0, lowerRank),
    upperRank,
    coverage: atLeast(lowerRank) - (upperRank > count ? 0 : atLeast(upperRank)),
  };
}

/** The first of 1, 2, ... `last` where a condition that stays true begins to hold; `last` if none. */
function firstWhere(last: number, holds: (rank: number) => boolean): number {
  let [low, high] = [1, last];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
