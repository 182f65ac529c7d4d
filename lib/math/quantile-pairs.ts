import {
  checkCount,
  checkFinite,
  checkFraction,
  checkFunction,
  checkObject,
  checkSample,
} from "../base/check.ts";
import { uniformRankQuantile } from "./beta-quantile.ts";

export interface QuantilePairsOptions {
  /** How often each band holds its observation when the law is right, in (0, 1). */
  readonly level: number;
  /**
   * About how many points to keep; all when not given. The outermost quarter on either side is kept
   * whole, the middle thinned evenly.
   */
  readonly points?: number;
}

/** The points of a QQ plot, ascending, with a band around each. */
export interface QuantilePairs {
  /** The law's own value for the rank: its quantile at the median of the rank's probability. */
  readonly theoretical: Float64Array;
  readonly observed: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly level: number;
  /** Size of the whole sample. */
  readonly observations: number;
}

/**
 * A sample against a law, rank by rank: the i-th smallest of n has the probability of a
 * Beta(i, n - i + 1) variate, so a band through the law's quantile function holds it with probability
 * `level`, exactly and whatever the law. Bands are pointwise: with many points some lie outside of a right
 * law too, about (1 - level) of them, and neighbours together. The law is taken as given: where its
 * parameters were fitted to the same sample, points lie inside more often.
 *
 * @throws RangeError for NaN, no observations, a level outside (0, 1), and a law without a finite
 * quantile at a rank.
 * @example quantilePairs(losses, normalQuantile, { level: 0.95 })
 */
export function quantilePairs(
  sample: ArrayLike<number>,
  quantileOf: (probability: number) => number,
  options: QuantilePairsOptions,
): QuantilePairs {
  checkObject("options", options);
  checkFunction("quantileOf", quantileOf);
  checkSample("sample", sample, 1);
  const { level, points = sample.length } = options;
  checkFraction("level", level);
  checkCount("points", points, 1);
  const sorted = Float64Array.from(sample).sort();
  const count = sorted.length;
  const at = (probability: number, i: number): number => {
    const p = uniformRankQuantile(probability, { rank: i + 1, count });
    const value = quantileOf(p);
    checkFinite(`quantileOf(${p})`, value);
    return value;
  };
  const kept = keptRanks(count, points);
  const side = (probability: number): Float64Array =>
    Float64Array.from(kept, (i) => at(probability, i));
  const [lower, upper] = [side((1 - level) / 2), side((1 + level) / 2)];
  return {
    theoretical: side(0.5),
    observed: Float64Array.from(kept, (i) => sorted[i]!),
    lower,
    upper,
    level,
    observations: count,
  };
}

/** The outer quarters whole and every so many in between, to make about `points` of them. */
function keptRanks(count: number, points: number): number[] {
  const all = Array.from({ length: count }, (_, i) => i);
  if (points >= count) return all;
  const outer = Math.ceil(points / 4);
  const stride = Math.ceil((count - 2 * outer) / Math.max(1, points - 2 * outer));
  return all.filter((i) => i < outer || i >= count - outer || (i - outer) % stride === 0);
}
