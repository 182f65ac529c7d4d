/** Kept of them, each of at most so many numbers: 8 MiB. */
const mostKept = 4;
const mostNumbers = 1 << 20;

const free: Float64Array[] = [];

/**
 * Gives work some arrays in memory that threads share, longer than asked for as it may be, and filled with whatever they
 * hold: for what no caller gets to see. They serve the next work, since memory that is fresh costs the system more time
 * than filling it; after work that throws they do not, for a worker may still be at them.
 */
export async function withScratch<Result>(
  lengths: readonly number[],
  work: (arrays: readonly Float64Array[]) => Promise<Result>,
): Promise<Result> {
  const arrays = lengths.map(take);
  const result = await work(arrays.map((array, k) => array.subarray(0, lengths[k])));
  for (const array of arrays) {
    if (array.length > 0 && array.length <= mostNumbers) free.push(array);
  }
  // Those that have served nobody for longest make room.
  free.splice(0, free.length - mostKept);
  return result;
}

function take(length: number): Float64Array {
  const fit = free.findIndex((array) => array.length >= length && array.length <= 2 * length);
  if (fit >= 0) return free.splice(fit, 1)[0]!;
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT));
}
