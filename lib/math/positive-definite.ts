import { factorLower } from "./cholesky.ts";
import { matrixFromRows } from "./matrix.ts";

/**
 * The solution of A x = b for a symmetric positive definite A given by its rows, by Cholesky's
 * decomposition; undefined when A is not numerically positive definite. For small systems.
 *
 * Source: G. Golub, C. Van Loan, Matrix Computations, 4th edition (2013), section 4.2.
 */
export function solvePositiveDefinite(
  rows: readonly (readonly number[])[],
  right: readonly number[],
): number[] | undefined {
  const lower = lowerFactor(rows);
  return lower && backward(lower, forward(lower, right));
}

/** The inverse of a symmetric positive definite matrix; undefined when it is not. */
export function invertPositiveDefinite(
  rows: readonly (readonly number[])[],
): number[][] | undefined {
  const lower = lowerFactor(rows);
  if (lower === undefined) return undefined;
  const columns = rows.map((_, j) =>
    backward(
      lower,
      forward(
        lower,
        rows.map((_, i) => (i === j ? 1 : 0)),
      ),
    ),
  );
  return rows.map((_, i) => rows.map((_, j) => (columns[j]![i]! + columns[i]![j]!) / 2));
}

/** L with L L' = A, row-major; undefined where `cholesky` would refuse A. */
function lowerFactor(rows: readonly (readonly number[])[]): Float64Array | undefined {
  const lower = new Float64Array(rows.length * rows.length);
  return factorLower(matrixFromRows(rows), lower) === undefined ? lower : undefined;
}

function forward(lower: Float64Array, right: readonly number[]): number[] {
  const size = right.length;
  const solved: number[] = [];
  for (let i = 0; i < size; i++) {
    let rest = right[i]!;
    for (let k = 0; k < i; k++) rest -= lower[i * size + k]! * solved[k]!;
    solved.push(rest / lower[i * size + i]!);
  }
  return solved;
}

function backward(lower: Float64Array, right: readonly number[]): number[] {
  const size = right.length;
  const solved = [...right];
  for (let i = size - 1; i >= 0; i--) {
    let rest = solved[i]!;
    for (let k = i + 1; k < size; k++) rest -= lower[k * size + i]! * solved[k]!;
    solved[i] = rest / lower[i * size + i]!;
  }
  return solved;
}
