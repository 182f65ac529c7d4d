/** The `at`-th constant of a table in both lanes: V8 rebuilds an immediate vector at every use. */
// @ts-ignore: decorator
@inline
export function both(table: usize, at: usize): v128 {
  return v128.load64_splat(table + (at << 3));
}

/** sum x + coefficient, Horner's step. */
// @ts-ignore: decorator
@inline
export function step(sum: v128, x: v128, table: usize, at: usize): v128 {
  return f64x2.add(f64x2.mul(sum, x), both(table, at));
}
