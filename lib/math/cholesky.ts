import { checkSymmetric } from "./check-matrix.ts";
import type { Matrix } from "./matrix.ts";
import { composeSymmetric, semidefiniteSlack, symmetricEigen } from "./symmetric-eigen.ts";

/**
 * The lower triangular L with a positive diagonal and L L' = `matrix`.
 *
 * A pivot must exceed the rounding of its own row, 4 n units in the last place of the diagonal
 * element: a matrix that is singular is refused, never factored into noise. For one that is only
 * semi-definite take {@link symmetricSquareRoot}. Errors call it by `name`.
 *
 * @throws RangeError naming row and pivot when the matrix is not positive definite; unless it is
 * square, finite and symmetric.
 * @example cholesky(covariance.values)
 */
export function cholesky(matrix: Matrix, name = "matrix"): Matrix {
  checkSymmetric(name, matrix);
  const { rows: size, values } = matrix;
  const lower = new Float64Array(size * size);
  const failed = factorLower(matrix, lower);
  if (failed === undefined) return { rows: size, columns: size, values: lower };
  const { row, pivot } = failed;
  const diagonal = values[row * size + row];
  throw new RangeError(
    `${name} must be positive definite: pivot ${pivot} of diagonal ${diagonal} in row ${row}`,
  );
}

/** The first row that has nothing left for the diagonal. */
export interface FailedPivot {
  readonly row: number;
  readonly pivot: number;
}

/**
 * Writes the lower triangle of Cholesky's factor into `lower`, which may hold anything before; what
 * failed, or undefined. Checks nothing: for inner loops. @internal
 */
export function factorLower(
  { rows: size, values }: Matrix,
  lower: Float64Array,
): FailedPivot | undefined {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = values[i * size + j]!;
      for (let k = 0; k < j; k++) rest -= lower[i * size + k]! * lower[j * size + k]!;
      if (i !== j) {
        lower[i * size + j] = rest / lower[j * size + j]!;
        continue;
      }
      const least = 4 * size * Number.EPSILON * Math.abs(values[i * size + i]!);
      if (!(rest > least)) return { row: i, pivot: rest };
      lower[i * size + i] = Math.sqrt(rest);
    }
  }
  return undefined;
}

/**
 * The symmetric B with B B = `matrix`, for a matrix that may be singular; eigenvalues that
 * rounding alone may have left, on either side of zero, count as zero.
 *
 * @throws RangeError naming the smallest eigenvalue when the matrix is not semi-definite.
 * @example symmetricSquareRoot(stressed.values)
 */
export function symmetricSquareRoot(matrix: Matrix): Matrix {
  const { values, vectors } = symmetricEigen(matrix);
  const smallest = values.at(-1)!;
  const slack = semidefiniteSlack(values);
  if (smallest < -slack) {
    throw new RangeError(`matrix must be positive semi-definite: smallest eigenvalue ${smallest}`);
  }
  return composeSymmetric(
    vectors,
    values.map((value) => (value > slack ? Math.sqrt(value) : 0)),
  );
}
