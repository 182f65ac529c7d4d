import { checkCount, checkObject } from "../base/check.ts";
import { toNormalVariates } from "./kernels/normal-variates.ts";
import { streamUniforms } from "./kernels/stream-uniforms.ts";
import { normalQuantile } from "./normal-quantile.ts";
import type { PhiloxKey } from "./philox.ts";

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

/** Uniforms drawn at once: few for the first numbers of a stream, more once many are wanted. */
const leastDrawn = 16;
const mostDrawn = 256;

/**
 * The random numbers of a stream, from Philox 4x32-10: the key holds the seed, the counter the
 * stream (upper half) and the number of the block (lower half). Each block gives two uniforms.
 *
 * @throws RangeError when the seed or the stream is not an integer from 0 to 2^53 - 1.
 * @example randomStream({ seed: 2022, stream: 7 }).normal()
 */
export function randomStream(streamKey: StreamKey): RandomStream {
  const words = wordsOf(streamKey);
  let from = 0;
  let at = leastDrawn;
  let drawn = new Float64Array(leastDrawn);
  const uniform = (): number => {
    if (at === drawn.length) {
      if (from === mostDrawn) drawn = new Float64Array(mostDrawn);
      streamUniforms({ ...words, from }, drawn);
      from += drawn.length;
      at = 0;
    }
    return drawn[at++]!;
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

/**
 * The first `count` uniforms of a stream: the same as so many calls of `uniform` of
 * {@link randomStream}.
 *
 * @throws RangeError when the seed, the stream or the count is not an integer from 0 up.
 * @example uniformDraws({ seed: 2022, stream: 7 }, 1_000)
 */
export function uniformDraws(streamKey: StreamKey, count: number): Float64Array {
  const words = wordsOf(streamKey);
  checkCount("count", count, 0);
  const draws = new Float64Array(Math.ceil(count / leastDrawn) * leastDrawn);
  streamUniforms({ ...words, from: 0 }, draws);
  return draws.subarray(0, count);
}

/**
 * The first `count` standard normal numbers of a stream: the same as so many calls of `normal` of
 * {@link randomStream}, many times as fast.
 *
 * @throws RangeError when the seed, the stream or the count is not an integer from 0 up.
 * @example normalDraws({ seed: 2022, stream: 7 }, 1_000)
 */
export function normalDraws(streamKey: StreamKey, count: number): Float64Array {
  const draws = uniformDraws(streamKey, count);
  toNormalVariates(draws);
  return draws;
}

function wordsOf(streamKey: StreamKey): { seed: PhiloxKey; stream: PhiloxKey } {
  checkObject("key", streamKey);
  const { seed, stream } = streamKey;
  checkCount("stream", stream, 0);
  return { seed: seedWords(seed), stream: [lowWord(stream), highWord(stream)] };
}

/** Lower and upper word of a seed, the key of Philox; throws a RangeError unless it is one. @internal */
export function seedWords(seed: number): PhiloxKey {
  checkCount("seed", seed, 0);
  return [lowWord(seed), highWord(seed)];
}

function lowWord(value: number): number {
  return value % 0x100000000;
}

function highWord(value: number): number {
  return Math.floor(value / 0x100000000);
}
