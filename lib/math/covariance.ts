import { areFinite } from "../base/are-finite.ts";
import { checkSameLength, checkSample } from "../base/check.ts";
import { constantColumn } from "./constant-column.ts";
import { deviations, productSum, unitDeviations } from "./deviations.ts";
import { symmetricFrom } from "./kernels/column-products.ts";
import { type ColumnSquares, columnSquares } from "./kernels/column-squares.ts";
import type { Matrix } from "./matrix.ts";
import { isConstant } from "./moments.ts";
import { averageRanks } from "./rank.ts";

/**
 * The unbiased sample covariance of paired observations, in two passes; needs two pairs.
 * Throws a RangeError on NaN, infinities and unequal lengths.
 */
export function sampleCovariance(left: ArrayLike<number>, right: ArrayLike<number>): number {
  checkPairs(left, right, 2);
  return productSum(deviations(left), deviations(right)) / (left.length - 1);
}

/**
 * Pearson's correlation of paired observations, in [-1, 1]; needs three pairs (two always give 1
 * or -1). Throws a RangeError when either side does not vary: the correlation does not exist.
 */
export function pearsonCorrelation(left: ArrayLike<number>, right: ArrayLike<number>): number {
  checkPairs(left, right, 3);
  checkVaries("left", left);
  checkVaries("right", right);
  const x = unitDeviations(left);
  const y = unitDeviations(right);
  return Math.min(1, Math.max(-1, productSum(x, y)));
}

/**
 * Spearman's rank correlation: Pearson's correlation of the average ranks, so any increasing
 * transformation of either side leaves it as it is. Needs three pairs; refuses a constant side.
 */
export function spearmanCorrelation(left: ArrayLike<number>, right: ArrayLike<number>): number {
  checkPairs(left, right, 3);
  checkVaries("left", left);
  checkVaries("right", right);
  return pearsonCorrelation(averageRanks(left), averageRanks(right));
}

/**
 * {@link sampleCovariance} of every pair of columns, row-major, the same bits; undefined where a pair has
 * none: for fewer than two rows and numbers that are not finite.
 */
export function columnCovariances(matrix: Matrix): Float64Array | undefined {
  const squares = covarianceSquares(matrix);
  return squares && covariancesFrom(squares, matrix.columns);
}

/** The same in squares; undefined for fewer than two rows. @internal */
export function covarianceSquares(matrix: Matrix): ColumnSquares | undefined {
  if (matrix.rows < 2) return undefined;
  const { count, sums } = columnSquares(matrix, "centred");
  const degrees = matrix.rows - 1;
  return {
    count,
    sums: (...span) => {
      const squares = sums(...span);
      for (let i = 0; i < squares.length; i++) squares[i] = squares[i]! / degrees;
      return squares;
    },
  };
}

/** The matrix of {@link covarianceSquares}; undefined where one is not finite. @internal */
export function covariancesFrom(squares: ColumnSquares, columns: number): Float64Array | undefined {
  const table = symmetricFrom(squares, columns);
  return areFinite(table) ? table : undefined;
}

/**
 * {@link pearsonCorrelation} of every pair of columns, row-major, the same bits, and 1 on the diagonal;
 * undefined where a pair has none: for fewer than three rows, numbers that are not finite and columns
 * that do not vary.
 */
export function columnCorrelations(matrix: Matrix): Float64Array | undefined {
  const squares = correlationSquares(matrix);
  return squares && correlationsFrom(squares, matrix.columns);
}

/** The same in squares, but for the diagonal; undefined for fewer than three rows and columns that do not vary. @internal */
export function correlationSquares(matrix: Matrix): ColumnSquares | undefined {
  if (matrix.rows < 3 || constantColumn(matrix) !== undefined) return undefined;
  const { count, sums } = columnSquares(matrix, "unit");
  return {
    count,
    sums: (...span) => {
      const squares = sums(...span);
      for (let i = 0; i < squares.length; i++) {
        const sum = squares[i]!;
        squares[i] = sum > 1 ? 1 : sum < -1 ? -1 : sum;
      }
      return squares;
    },
  };
}

/** The matrix of {@link correlationSquares}; undefined where one is not finite. @internal */
export function correlationsFrom(
  squares: ColumnSquares,
  columns: number,
): Float64Array | undefined {
  const table = covariancesFrom(squares, columns);
  for (let i = 0; table && i < table.length; i += columns + 1) table[i] = 1;
  return table;
}

function checkPairs(left: ArrayLike<number>, right: ArrayLike<number>, minimum: number): void {
  checkSample("left", left, minimum);
  checkSample("right", right, minimum);
  checkSameLength(["left", "right"], left, right);
}

function checkVaries(name: string, values: ArrayLike<number>): void {
  if (isConstant(values)) throw new RangeError(`${name} must not be constant: ${values[0]}`);
}
