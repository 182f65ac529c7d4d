import { checkCount } from "../base/check.ts";
import type { RandomStream } from "./random-stream.ts";

export interface StationaryResampleOptions {
  /** Indices to draw from: 0 to `count` - 1. */
  readonly count: number;
  /** How many are drawn; `count` when not given. */
  readonly draws?: number;
  /** Mean length of a block, at least 1 (independent draws); lengths are geometric. */
  readonly meanBlockLength: number;
}

/**
 * Indices of one resample by the stationary bootstrap: each next index is the neighbour of the one
 * before, the first following the last, or with probability 1 / meanBlockLength a random one.
 *
 * Source: D. Politis, J. Romano, The stationary bootstrap, Journal of the American Statistical
 * Association 89 (1994).
 *
 * @throws RangeError for a count below 1 and a mean length below 1.
 */
export function stationaryBlocks(
  random: RandomStream,
  options: StationaryResampleOptions,
): Uint32Array {
  const { count, meanBlockLength, draws = count } = options;
  checkCount("count", count, 1);
  checkCount("draws", draws, 1);
  if (!(meanBlockLength >= 1 && meanBlockLength < Infinity)) {
    throw new RangeError(`meanBlockLength must be at least 1: ${meanBlockLength}`);
  }
  const indices = new Uint32Array(draws);
  indices[0] = random.below(count);
  for (let i = 1; i < draws; i++) {
    const fresh = random.uniform() < 1 / meanBlockLength;
    indices[i] = fresh ? random.below(count) : (indices[i - 1]! + 1) % count;
  }
  return indices;
}
