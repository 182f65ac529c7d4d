import type { Chunk } from "./chunk.ts";
import type { TaskPlan } from "./task.ts";

/** The parts of whole outputs that belong to a chunk. */
export function partsOf(
  outputs: readonly Float64Array[],
  widths: readonly number[],
  { first, count }: Chunk,
): Float64Array[] {
  return outputs.map((output, k) => {
    const width = widths[k]!;
    return output.subarray(first * width, (first + count) * width);
  });
}

/**
 * Room for every item in each output, in memory that threads share where that is wanted: what the caller gave where it
 * is such.
 */
export function roomFor(
  { count, widths }: TaskPlan,
  shared: boolean,
  given: readonly Float64Array[] = [],
): Float64Array[] {
  return widths.map((width, k) => {
    const into = given[k];
    if (into !== undefined && (!shared || isShared(into.buffer))) return into;
    const numbers = count * width;
    if (!shared) return new Float64Array(numbers);
    return new Float64Array(new SharedArrayBuffer(numbers * Float64Array.BYTES_PER_ELEMENT));
  });
}

/** The same numbers in memory that no worker shares, as the results of plain functions are. */
export function owned(output: Float64Array): Float64Array {
  return isShared(output.buffer) ? output.slice() : output;
}

/** Whether threads can have it in common. */
export function isShared(buffer: ArrayBufferLike): buffer is SharedArrayBuffer {
  return typeof SharedArrayBuffer !== "undefined" && buffer instanceof SharedArrayBuffer;
}
