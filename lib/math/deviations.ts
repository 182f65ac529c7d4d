import { checkFinite } from "../base/check.ts";
import { isConstant } from "./moments.ts";
import { compensatedSum } from "./sum.ts";

/** Deviations from the mean; exactly 0 where all values are equal. */
export function deviations(values: ArrayLike<number>): Float64Array {
  if (isConstant(values)) return new Float64Array(values.length);
  const center = compensatedSum(values) / values.length;
  const apart = new Float64Array(values.length);
  for (let i = 0; i < apart.length; i++) apart[i] = values[i]! - center;
  return apart;
}

/** Deviations from the mean scaled to length one; scaled first by the largest, against underflow. */
export function unitDeviations(values: ArrayLike<number>): Float64Array {
  const raw = deviations(values);
  const largest = raw.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const scaled = raw.map((x) => x / largest);
  const length = Math.sqrt(productSum(scaled, scaled));
  return scaled.map((x) => x / length);
}

/** The sum of products, taken in order; throws a RangeError where it is not finite. */
export function productSum(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!;
  checkFinite("sum of products of deviations", sum);
  return sum;
}
