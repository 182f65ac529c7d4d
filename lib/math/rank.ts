import { checkSample } from "../base/check.ts";

/**
 * The rank of each observation, 1 for the smallest; equal observations share the average of the
 * ranks they take up, so the ranks always sum to n (n + 1) / 2.
 *
 * Nothing has no ranks; throws a RangeError on NaN and infinities.
 *
 * @example averageRanks([10, 30, 10, 20]) // [1.5, 4, 1.5, 3]
 */
export function averageRanks(values: ArrayLike<number>): Float64Array {
  checkSample("values", values, 0);
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    const end = endOfTie(values, order, start);
    const shared = (start + 1 + end) / 2;
    for (let k = start; k < end; k++) ranks[order[k]!] = shared;
    start = end;
  }
  return ranks;
}

function endOfTie(values: ArrayLike<number>, order: Uint32Array, start: number): number {
  let end = start + 1;
  while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
  return end;
}
