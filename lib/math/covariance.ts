import { checkFinite, checkSameLength, checkSample } from "../base/check.ts";
import { columnProducts } from "./kernels/column-products.ts";
import { isConstant } from "./moments.ts";
import { averageRanks } from "./rank.ts";
import { compensatedSum } from "./sum.ts";

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
 * {@link sampleCovariance} of every pair of columns, row-major, the same bits; the columns must have one
 * length and hold finite numbers, two or more.
 */
export function columnCovariances(columns: readonly Float64Array[]): Float64Array {
  const products = columnProducts(columns.map(deviations));
  const degrees = columns[0]!.length - 1;
  return products.map((sum) => {
    checkFinite("sum of products of deviations", sum);
    return sum / degrees;
  });
}

/**
 * {@link pearsonCorrelation} of every pair of columns, row-major, the same bits; the columns must
 * have one length, hold finite numbers, three or more, and vary.
 */
export function columnCorrelations(columns: readonly Float64Array[]): Float64Array {
  const products = columnProducts(columns.map(unitDeviations));
  return products.map((sum) => {
    checkFinite("sum of products of deviations", sum);
    return Math.min(1, Math.max(-1, sum));
  });
}

function deviations(values: ArrayLike<number>): Float64Array {
  if (isConstant(values)) return new Float64Array(values.length);
  const center = compensatedSum(values) / values.length;
  const apart = new Float64Array(values.length);
  for (let i = 0; i < apart.length; i++) apart[i] = values[i]! - center;
  return apart;
}

/** Deviations from the mean scaled to length one; scaled first by the largest, against underflow. */
function unitDeviations(values: ArrayLike<number>): Float64Array {
  const raw = deviations(values);
  const largest = raw.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const scaled = raw.map((x) => x / largest);
  const length = Math.sqrt(productSum(scaled, scaled));
  return scaled.map((x) => x / length);
}

function productSum(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!;
  checkFinite("sum of products of deviations", sum);
  return sum;
}

function checkPairs(left: ArrayLike<number>, right: ArrayLike<number>, minimum: number): void {
  checkSample("left", left, minimum);
  checkSample("right", right, minimum);
  checkSameLength(["left", "right"], left, right);
}

function checkVaries(name: string, values: ArrayLike<number>): void {
  if (isConstant(values)) throw new RangeError(`${name} must not be constant: ${values[0]}`);
}
