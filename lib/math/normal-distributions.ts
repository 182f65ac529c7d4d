import { checkSample } from "../base/check.ts";
import { toNormalDistributions } from "./kernels/normal-distributions.ts";

/**
 * {@link normalDistribution} of many numbers at once, with its bits: about twenty times as fast.
 *
 * @throws RangeError for a number that is not finite.
 * @example normalDistributions([-1.96, 0, 1.96])
 */
export function normalDistributions(values: ArrayLike<number>): Float64Array {
  checkSample("values", values, 0);
  const laws = Float64Array.from(values);
  toNormalDistributions(laws);
  return laws;
}
