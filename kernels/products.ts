/** Left panels that are multiplied with each right one while that is near. */
const together: u32 = 4;

/**
 * Adds to squares of 4 by 4 sums the products of every pair of columns, row by row: each sum takes its
 * products one after the other. Columns lie four to a panel, a panel's rows of four numbers behind each other, the
 * panels `stride` bytes apart. Squares are numbered row by row: those of each panel with the panels up to itself.
 */
export function addProducts(
  sums: usize, panels: usize, stride: usize, rows: u32, from: u32, to: u32,
): void {
  let first: u32 = 0;
  while (squaresUpTo(first + 1) <= from) first++;
  for (; squaresUpTo(first) < to; first += together) {
    const last = first + together;
    for (let j: u32 = 0; j < last; j++) {
      let i = max(first, j);
      if (squaresUpTo(i) + j < from) i++;
      let end = last;
      while (end > i && squaresUpTo(end - 1) + j >= to) end--;
      for (; i < end; i++) {
        const square = squaresUpTo(i) + j - from;
        addFourByFour(sums + (<usize>square << 7), panels + i * stride, panels + j * stride, rows);
      }
    }
  }
}

/** How many squares the panels before one have. */
// @ts-ignore: decorator
@inline
function squaresUpTo(panel: u32): u32 {
  return (panel * (panel + 1)) >> 1;
}

// @ts-ignore: decorator
@inline
function addFourByFour(sums: usize, left: usize, right: usize, rows: u32): void {
  let a0 = v128.load(sums);
  let a1 = v128.load(sums, 16);
  let b0 = v128.load(sums, 32);
  let b1 = v128.load(sums, 48);
  let c0 = v128.load(sums, 64);
  let c1 = v128.load(sums, 80);
  let d0 = v128.load(sums, 96);
  let d1 = v128.load(sums, 112);
  const end = left + (<usize>rows << 5);
  for (; left < end; left += 32) {
    const x0 = v128.load(right);
    const x1 = v128.load(right, 16);
    const a = v128.load64_splat(left);
    a0 = f64x2.add(a0, f64x2.mul(a, x0));
    a1 = f64x2.add(a1, f64x2.mul(a, x1));
    const b = v128.load64_splat(left, 8);
    b0 = f64x2.add(b0, f64x2.mul(b, x0));
    b1 = f64x2.add(b1, f64x2.mul(b, x1));
    const c = v128.load64_splat(left, 16);
    c0 = f64x2.add(c0, f64x2.mul(c, x0));
    c1 = f64x2.add(c1, f64x2.mul(c, x1));
    const d = v128.load64_splat(left, 24);
    d0 = f64x2.add(d0, f64x2.mul(d, x0));
    d1 = f64x2.add(d1, f64x2.mul(d, x1));
    right += 32;
  }
  v128.store(sums, a0);
  v128.store(sums, a1, 16);
  v128.store(sums, b0, 32);
  v128.store(sums, b1, 48);
  v128.store(sums, c0, 64);
  v128.store(sums, c1, 80);
  v128.store(sums, d0, 96);
  v128.store(sums, d1, 112);
}
