import { checkCount, checkObject } from "../base/check.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { type PhiloxKey, type PhiloxWords, philox4x32 } from "./philox.ts";

/** Which random numbers: streams of one seed are independent, and so are seeds. */
export interface StreamKey {
  /** Integer from 0 to 2^53 - 1. */
  readonly seed: number;
  /** Integer from 0 to 2^53 - 1: a path, a trader, a worker's share. */
  readonly stream: number;
}

/** Random numbers one after the other; the n-th depends on the key and n alone. */
export interface RandomStream {
  /** Uniform on (0, 1): (k + 1/2) / 2^52 for k from 0 to 2^52 - 1, so neither 0 nor 1. */
  uniform(): number;
  /** Standard normal, by inversion of one uniform. */
  normal(): number;
  /** Uniform integer from 0 to `count` - 1, without bias for any practical count. */
  below(count: number): number;
}

/**
 * The random numbers of a stream, from Philox 4x32-10: the key holds the seed, the counter the
 * stream (upper half) and the number of the block (lower half). Each block gives two uniforms.
 *
 * @throws RangeError when the seed or the stream is not an integer from 0 to 2^53 - 1.
 * @example randomStream({ seed: 2022, stream: 7 }).normal()
 */
export function randomStream(streamKey: StreamKey): RandomStream {
  checkObject("key", streamKey);
  const { seed, stream } = streamKey;
  checkCount("seed", seed, 0);
  checkCount("stream", stream, 0);
  const key: PhiloxKey = [lowWord(seed), highWord(seed)];
  const streamWords: PhiloxKey = [lowWord(stream), highWord(stream)];
  let drawn = 0;
  let block: PhiloxWords = [0, 0, 0, 0];
  const uniform = (): number => {
    const second = drawn % 2 === 1;
    if (!second) {
      const number = drawn / 2;
      block = philox4x32([lowWord(number), highWord(number), ...streamWords], key);
    }
    drawn++;
    return second ? toUniform(block[2], block[3]) : toUniform(block[0], block[1]);
  };
  return {
    uniform,
    normal: () => normalQuantile(uniform()),
    below: (count) => {
      checkCount("count", count, 1);
      return Math.floor(uniform() * count);
    },
  };
}

/** 26 bits of each word, then the middle of the cell: exact in double precision. */
function toUniform(high: number, low: number): number {
  const cell = (high >>> 6) * 0x4000000 + (low >>> 6);
  return (cell + 0.5) / 0x10000000000000;
}

function lowWord(value: number): number {
  return value % 0x100000000;
}

function highWord(value: number): number {
  return Math.floor(value / 0x100000000);
}
