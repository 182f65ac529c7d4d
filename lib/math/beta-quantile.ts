import { incompleteBeta } from "./incomplete-beta.ts";

/** An order statistic of uniform variates: the `rank`-th smallest of `count`. */
export interface UniformRank {
  readonly rank: number;
  readonly count: number;
}

const bisections = 60;

/**
 * The quantile of the rank-th smallest of count uniform variates, which is Beta(rank, count - rank + 1);
 * by bisection of its distribution function; relative error about count × 1e-15.
 *
 * @example uniformRankQuantile(0.5, { rank: 1, count: 1 }) // 0.5
 */
export function uniformRankQuantile(probability: number, { rank, count }: UniformRank): number {
  const shape = { a: rank, b: count - rank + 1 };
  const [centre, spread] = [rank / (count + 1), 10 / Math.sqrt(count + 2)];
  let [low, high] = [Math.max(0, centre - spread), Math.min(1, centre + spread)];
  if (incompleteBeta(low, shape) > probability) low = 0;
  if (incompleteBeta(high, shape) < probability) high = 1;
  for (let i = 0; i < bisections && high - low > 1e-15 * high; i++) {
    const middle = (low + high) / 2;
    if (incompleteBeta(middle, shape) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
