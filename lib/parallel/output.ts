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

/** Room for every item in each output, in memory that threads share where that is wanted. */
export function roomFor({ count, widths }: TaskPlan, shared: boolean): Float64Array[] {
  return widths.map((width) => {
    const numbers = count * width;
    if (!shared) return new Float64Array(numbers);
    return new Float64Array(new SharedArrayBuffer(numbers * Float64Array.BYTES_PER_ELEMENT));
  });
}

/** The same numbers in memory that no worker shares, as the results of plain functions are. */
export function owned(output: Float64Array): Float64Array {
  const shared =
    typeof SharedArrayBuffer !== "undefined" && output.buffer instanceof SharedArrayBuffer;
  return shared ? output.slice() : output;
}
