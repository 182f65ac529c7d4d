import { checkObject, checkShare } from "../base/check.ts";
import { checkSymmetric } from "./check-matrix.ts";
import type { Matrix } from "./matrix.ts";

export interface ShrinkOptions {
  /** Weight of the target, from 0 (nothing changes) to 1 (the target itself). */
  readonly shrinkage: number;
}

/**
 * A covariance matrix shrunk by a given weight towards the identity times its mean variance:
 * (1 - s) S + s (trace S / n) I. Trace and symmetry stay; eigenvalues move towards their mean.
 *
 * @throws RangeError unless the matrix is square, finite and symmetric and `shrinkage` in [0, 1].
 * @example shrinkCovariance(covariance.values, { shrinkage: 0.1 })
 */
export function shrinkCovariance(covariance: Matrix, options: ShrinkOptions): Matrix {
  checkObject("options", options);
  const { shrinkage } = options;
  checkSymmetric("covariance", covariance);
  checkShare("shrinkage", shrinkage);
  const { rows: size, values } = covariance;
  let trace = 0;
  for (let i = 0; i < size; i++) trace += values[i * size + i]!;
  const shrunk = values.map((value) => (1 - shrinkage) * value);
  for (let i = 0; i < size; i++) shrunk[i * size + i]! += (shrinkage * trace) / size;
  return { rows: size, columns: size, values: shrunk };
}
