import { type PhiloxKey, philox4x32 } from "../philox.ts";
import { kernels } from "./module.ts";

/** A part of a stream of uniforms. */
export interface StreamPart {
  /** Lower and upper word of the seed. */
  readonly seed: PhiloxKey;
  /** Lower and upper word of the stream. */
  readonly stream: PhiloxKey;
  /** Number of the first uniform of the stream that is wanted, a multiple of 16. */
  readonly from: number;
}

const perStep = 16;
/** What is drawn at once: two kilobytes, within the first cache. */
const chunk = 256;
const twoTo32 = 0x100000000;

/**
 * Fills `out`, whose length is a multiple of 16, with consecutive uniforms of a stream, two to a
 * block of Philox. The same bits as {@link plainStreamUniforms}. @internal
 */
export function streamUniforms(part: StreamPart, out: Float64Array): void {
  const compiled = kernels();
  if (compiled === undefined) {
    plainStreamUniforms(part, out);
    return;
  }
  const { run, work, start } = compiled;
  const { seed, stream, from } = part;
  for (let at = 0; at < out.length; at += chunk) {
    const count = Math.min(chunk, out.length - at);
    const block = (from + at) / 2;
    const number = [block % twoTo32, Math.floor(block / twoTo32)] as const;
    run.uniforms(start, count / perStep, ...number, ...stream, ...seed);
    for (let i = 0; i < count; i++) out[at + i] = work[i]!;
  }
}

/** The plain reference of {@link streamUniforms}. @internal */
export function plainStreamUniforms(part: StreamPart, out: Float64Array): void {
  for (let at = 0; at < out.length; at += 2) {
    const block = (part.from + at) / 2;
    const counter = [block % twoTo32, Math.floor(block / twoTo32), ...part.stream] as const;
    const [a, b, c, d] = philox4x32(counter, part.seed);
    out[at] = toUniform(a, b);
    out[at + 1] = toUniform(c, d);
  }
}

/** 26 bits of each word, then the middle of the cell: exact in double precision. */
function toUniform(high: number, low: number): number {
  const cell = (high >>> 6) * 0x4000000 + (low >>> 6);
  return (cell + 0.5) / 0x10000000000000;
}
