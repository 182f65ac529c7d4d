import fc from "fast-check";
import { expect } from "vitest";
import { type Matrix, matrixFromRows, matrixToRows } from "../../../lib/math/matrix.ts";
import { symmetricEigen } from "../../../lib/math/symmetric-eigen.ts";

/** Symmetric matrices with a unit diagonal and anything from -1 to 1 beside it. */
export const unitSymmetric: fc.Arbitrary<Matrix> = fc
  .integer({ min: 2, max: 6 })
  .chain((size) =>
    fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
      minLength: size * size,
      maxLength: size * size,
    }),
  )
  .map((values) => {
    const size = Math.sqrt(values.length);
    return matrixFromRows(
      Array.from({ length: size }, (_, i) =>
        Array.from({ length: size }, (_, j) =>
          i === j ? 1 : values[Math.max(i, j) * size + Math.min(i, j)]!,
        ),
      ),
    );
  });

/** Rows and columns in another order. */
export function permuted(matrix: Matrix, order: readonly number[]): Matrix {
  const rows = matrixToRows(matrix);
  return matrixFromRows(order.map((i) => order.map((j) => rows[i]![j]!)));
}

/** Symmetric to the last bit, a diagonal of exactly 1, inside [-1, 1], no negative eigenvalue. */
export function expectCorrelation(matrix: Matrix): void {
  const rows = matrixToRows(matrix);
  rows.forEach((row, i) => {
    expect(row[i]).toBe(1);
    expect(row).toEqual(rows.map((other) => other[i]));
    for (const value of row) expect(Math.abs(value)).toBeLessThanOrEqual(1);
  });
  expect(symmetricEigen(matrix).values.at(-1)!).toBeGreaterThan(-1e-13 * matrix.rows);
}

/** The largest absolute difference of two matrices of one size. */
export function largestDifference(left: Matrix, right: Matrix): number {
  return Math.max(...left.values.map((value, at) => Math.abs(value - right.values[at]!)));
}
