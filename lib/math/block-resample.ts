import { checkCount } from "../base/check.ts";
import type { RandomStream } from "./random-stream.ts";

export interface BlockResampleOptions {
  /** Indices to draw from: 0 to `count` - 1. */
  readonly count: number;
  /** How many are drawn; `count` when not given. */
  readonly draws?: number;
  /** Neighbours that stay together, from 1 (independent draws) to `count`. */
  readonly blockLength: number;
}

/**
 * Indices of one resample by the circular block bootstrap: blocks of neighbours from random starts,
 * the first following the last, cut to `draws`. All indices are equally likely.
 *
 * Source: D. Politis, J. Romano, A circular block-resampling procedure for stationary data, in
 * Exploring the Limits of Bootstrap (1992).
 *
 * @throws RangeError unless 1 <= blockLength <= count.
 */
export function circularBlocks(random: RandomStream, options: BlockResampleOptions): Uint32Array {
  const { count, blockLength, draws = count } = options;
  checkCount("count", count, 1);
  checkCount("draws", draws, 1);
  checkCount("blockLength", blockLength, 1);
  if (blockLength > count) {
    throw new RangeError(`blockLength must not exceed ${count} observations: ${blockLength}`);
  }
  const indices = new Uint32Array(draws);
  for (let filled = 0; filled < draws; ) {
    const start = random.below(count);
    for (let k = 0; k < blockLength && filled < draws; k++) {
      indices[filled++] = (start + k) % count;
    }
  }
  return indices;
}
