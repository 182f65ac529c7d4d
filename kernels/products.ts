/**
 * Adds to a square of `width` by `width` sums the products of two groups of as many columns, row by row:
 * each sum takes its products one after the other. `width` is a multiple of 4; rows of `left` and
 * `right` hold one number per column.
 */
export function addProducts(
  sums: usize, left: usize, right: usize, rows: u32, width: u32,
): void {
  const stride = <usize>width << 3;
  for (let i: usize = 0; i < stride; i += 32) {
    for (let j: usize = 0; j < stride; j += 32) {
      addFourByFour(sums + (i >> 3) * stride + j, left + i, right + j, rows, stride);
    }
  }
}

// @ts-ignore: decorator
@inline
function addFourByFour(sums: usize, left: usize, right: usize, rows: u32, stride: usize): void {
  let a0 = v128.load(sums);
  let a1 = v128.load(sums, 16);
  let b0 = v128.load(sums + stride);
  let b1 = v128.load(sums + stride, 16);
  let c0 = v128.load(sums + 2 * stride);
  let c1 = v128.load(sums + 2 * stride, 16);
  let d0 = v128.load(sums + 3 * stride);
  let d1 = v128.load(sums + 3 * stride, 16);
  for (let row: u32 = 0; row < rows; row++) {
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
    left += stride;
    right += stride;
  }
  v128.store(sums, a0);
  v128.store(sums, a1, 16);
  v128.store(sums + stride, b0);
  v128.store(sums + stride, b1, 16);
  v128.store(sums + 2 * stride, c0);
  v128.store(sums + 2 * stride, c1, 16);
  v128.store(sums + 3 * stride, d0);
  v128.store(sums + 3 * stride, d1, 16);
}
