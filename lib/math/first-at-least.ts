/**
 * The index of the first element of an array that is >= `value`; its length if none. The array is ascending from
 * `from` on, and what is before it is not looked at.
 */
export function firstAtLeast(sorted: Float64Array, value: number, from = 0): number {
  let low = from;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
