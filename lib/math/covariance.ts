import { checkSameLength, checkSample } from "../base/check.ts";
import { constantColumn } from "./constant-column.ts";
import { deviations, productSum, unitDeviations } from "./deviations.ts";
import { columnProducts } from "./kernels/column-products.ts";
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
  if (matrix.rows < 2) return undefined;
  const products = columnProducts(matrix, "centred");
  const degrees = matrix.rows - 1;
  for (let i = 0; i < products.length; i++) {
    const sum = products[i]!;
    if (!Number.isFinite(sum)) return undefined;
    products[i] = sum / degrees;
  }
  return products;
}

/**
 * {@link pearsonCorrelation} of every pair of columns, row-major, the same bits, and 1 on the diagonal;
 * undefined where a pair has none: for fewer than three rows, numbers that are not finite and columns
 * that do not vary.
 */
export function columnCorrelations(matrix: Matrix): Float64Array | undefined {
  if (matrix.rows < 3 || constantColumn(matrix) !== undefined) return undefined;
  const products = columnProducts(matrix, "unit");
  for (let i = 0; i < products.length; i++) {
    const sum = products[i]!;
    if (!Number.isFinite(sum)) return undefined;
    products[i] = sum > 1 ? 1 : sum < -1 ? -1 : sum;
  }
  for (let i = 0; i < products.length; i += matrix.columns + 1) products[i] = 1;
  return products;
}

function checkPairs(left: ArrayLike<number>, right: ArrayLike<number>, minimum: number): void {
  checkSample("left", left, minimum);
  checkSample("right", right, minimum);
  checkSameLength(["left", "right"], left, right);
}

function checkVaries(name: string, values: ArrayLike<number>): void {
  if (isConstant(values)) throw new RangeError(`${name} must not be constant: ${values[0]}`);
}
