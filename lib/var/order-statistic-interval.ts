import { incompleteBeta } from "../math/incomplete-beta.ts";
import type { Interval } from "../math/interval.ts";

interface QuantileLevel {
  /** Of the quantile, in (0, 1). */
  readonly probability: number;
  /** Coverage, in (0, 1). */
  readonly level: number;
}

/**
 * The interval of a quantile between two order statistics of an ascending sample, without any
 * assumption on the law: how many observations lie at or below the quantile is binomial. Each end is
 * missed with probability (1 - level) / 2 at most, so coverage is at least `level` for independent
 * observations of a continuous law.
 *
 * An end that no observation can secure is infinite: 250 days hold no upper end of a 99 % quantile.
 *
 * Source: W. Conover, Practical Nonparametric Statistics, 3rd edition (1999), section 3.2. @internal
 */
export function orderStatisticInterval(sorted: Float64Array, wanted: QuantileLevel): Interval {
  const { probability: p, level } = wanted;
  const n = sorted.length;
  const missed = (1 - level) / 2;
  const isLow = (rank: number): boolean =>
    incompleteBeta(1 - p, { a: n - rank + 1, b: rank }) <= missed;
  const isHigh = (rank: number): boolean =>
    incompleteBeta(p, { a: rank, b: n - rank + 1 }) <= missed;
  const below = countWhile(n, isLow);
  const above = countWhile(n, (rank) => !isHigh(rank));
  return {
    lower: below === 0 ? -Infinity : sorted[below - 1]!,
    upper: above === n ? Infinity : sorted[above]!,
  };
}

/** How many of the ranks 1 to `count` pass, where the first to fail fails all that follow. */
function countWhile(count: number, passes: (rank: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (passes(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
