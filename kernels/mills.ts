import { both } from "./lanes";
import { millsTable } from "./tables";

/** What keeps the cell of a place, and what adds half a cell to it. */
export const millsMasks = memory.data<u64>([0xffffc00000000000, 0x0000200000000000], 16);
const four = memory.data<f64>([4.0], 16);

/** R of two numbers in [0, 60), the same bits as `millsRatio`. */
// @ts-ignore: decorator
@inline
export function millsPair(a: v128): v128 {
  const sum = f64x2.add(a, both(four, 0));
  const middle = v128.or(v128.and(sum, both(millsMasks, 0)), both(millsMasks, 1));
  const u = f64x2.sub(a, f64x2.sub(middle, both(four, 0)));
  const square = f64x2.mul(u, u);
  const rowA = millsRow(i64x2.extract_lane(sum, 0));
  const rowB = millsRow(i64x2.extract_lane(sum, 1));
  const sumA = halves(rowA, v128.shuffle<f64>(square, square, 0, 0));
  const sumB = halves(rowB, v128.shuffle<f64>(square, square, 1, 1));
  const even = v128.shuffle<f64>(sumA, sumB, 0, 2);
  const odd = v128.shuffle<f64>(sumA, sumB, 1, 3);
  return millsSum(rowA, rowB, u, even, odd);
}

/** R of two numbers at `u` from the middles of their cells, the sums of both halves of their rows at hand. */
// @ts-ignore: decorator
@inline
export function millsSum(rowA: usize, rowB: usize, u: v128, even: v128, odd: v128): v128 {
  const rest = f64x2.add(even, f64x2.mul(u, odd));
  const firstA = v128.load(rowA);
  const firstB = v128.load(rowB);
  const slope = f64x2.add(v128.shuffle<f64>(firstA, firstB, 1, 3), f64x2.mul(u, rest));
  return f64x2.add(v128.shuffle<f64>(firstA, firstB, 0, 2), f64x2.mul(u, slope));
}

/** The row of a number by the bits of it and 4. */
// @ts-ignore: decorator
@inline
export function millsRow(bits: u64): usize {
  return millsTable + (<usize>(bits >> 40) & 0x7fc0);
}

/** The even and the odd coefficients of a row from the second on, summed. */
// @ts-ignore: decorator
@inline
export function halves(row: usize, square: v128): v128 {
  const sum = f64x2.add(f64x2.mul(v128.load(row, 48), square), v128.load(row, 32));
  return f64x2.add(f64x2.mul(sum, square), v128.load(row, 16));
}
