/**
 * Replaces one element of an ascending array by another and keeps it ascending: two binary searches
 * and one block move. `leaving` must be in the array.
 */
export function replaceInSorted(sorted: Float64Array, leaving: number, entering: number): void {
  const from = firstAtLeast(sorted, leaving);
  const to = firstAtLeast(sorted, entering);
  if (to > from) {
    sorted.copyWithin(from, from + 1, to);
    sorted[to - 1] = entering;
  } else {
    sorted.copyWithin(to + 1, to, from);
    sorted[to] = entering;
  }
}

/** The index of the first element of an ascending array that is >= `value`; its length if none. */
export function firstAtLeast(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
