import { Matrix as DenseMatrix, EigenvalueDecomposition } from "ml-matrix";
import { checkSymmetric } from "./check-matrix.ts";
import { type Matrix, matrixToRows } from "./matrix.ts";

/** The spectrum of a symmetric matrix, largest eigenvalue first. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  /** Column j is the unit vector of `values[j]`; its largest element is positive. */
  readonly vectors: Matrix;
}

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix, by Householder's reduction and
 * implicit QL; absolute error about n × 2e-16 × the largest eigenvalue. Elements are scaled by the
 * largest first, so their size does not matter.
 *
 * @throws RangeError unless the matrix is square, finite and symmetric.
 * @example symmetricEigen(correlation.values).values
 */
export function symmetricEigen(matrix: Matrix): SymmetricEigen {
  checkSymmetric("matrix", matrix);
  const size = matrix.rows;
  const scale = matrix.values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  if (scale === 0) return { values: new Float64Array(size), vectors: identityMatrix(size) };
  const scaled = { ...matrix, values: matrix.values.map((x) => x / scale) };
  const found = new EigenvalueDecomposition(new DenseMatrix(matrixToRows(scaled)), {
    assumeSymmetric: true,
  });
  const order = [...found.realEigenvalues.keys()].sort(
    (a, b) => found.realEigenvalues[b]! - found.realEigenvalues[a]!,
  );
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => {
    const vector = found.eigenvectorMatrix.getColumn(from);
    const sign = signOfLargest(vector);
    for (let i = 0; i < size; i++) vectors[i * size + to] = sign * vector[i]!;
  });
  return {
    values: Float64Array.from(order, (from) => found.realEigenvalues[from]! * scale),
    vectors: { rows: size, columns: size, values: vectors },
  };
}

/** V diag(values) V' for the columns V of `vectors`: exactly symmetric. */
export function composeSymmetric(vectors: Matrix, values: ArrayLike<number>): Matrix {
  const { rows, columns } = vectors;
  const weighted = vectors.values.map((x, at) => x * values[at % columns]!);
  const result = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < columns; k++) {
        sum += weighted[i * columns + k]! * vectors.values[j * columns + k]!;
      }
      result[i * rows + j] = result[j * rows + i] = sum;
    }
  }
  return { rows, columns: rows, values: result };
}

/**
 * What rounding alone may leave below zero of the smallest eigenvalue of a semi-definite matrix:
 * 16 n units in the last place of the largest, `spectrum` being sorted with the largest first.
 */
export function semidefiniteSlack(spectrum: Float64Array): number {
  const largest = Math.max(Math.abs(spectrum[0]!), Math.abs(spectrum.at(-1)!));
  return 16 * spectrum.length * Number.EPSILON * largest;
}

/** True when no eigenvalue of a symmetric matrix is negative beyond what rounding leaves. */
export function isPositiveSemidefinite(matrix: Matrix): boolean {
  const { values } = symmetricEigen(matrix);
  return values.at(-1)! >= -semidefiniteSlack(values);
}

/** The identity of a size. */
export function identityMatrix(size: number): Matrix {
  const values = new Float64Array(size * size);
  for (let i = 0; i < size; i++) values[i * size + i] = 1;
  return { rows: size, columns: size, values };
}

function signOfLargest(vector: readonly number[]): number {
  const largest = vector.reduce((most, x) => (Math.abs(x) > Math.abs(most) ? x : most), 0);
  return largest < 0 ? -1 : 1;
}
