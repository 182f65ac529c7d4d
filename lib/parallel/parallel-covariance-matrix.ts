import {
  type CovarianceMatrix,
  type CovarianceOptions,
  checkCovarianceMatrix,
} from "../market/covariance-matrix.ts";
import type { ReturnPanel } from "../market/returns.ts";
import { covariancesFrom } from "../math/covariance.ts";
import { runPairs } from "./run-pairs.ts";
import type { ParallelOptions, ParallelRecord } from "./run-task.ts";

/** What `covarianceMatrix` gives, and how it was come by. */
export interface ParallelCovarianceMatrix extends CovarianceMatrix, ParallelRecord {}

/**
 * `covarianceMatrix` on several workers: pairs are dealt in squares of the matrix, which is that of `covarianceMatrix`,
 * bit for bit, for any number of workers. Returns that lie in shared memory are read where they are; others are
 * copied there first. Pairs that share different dates are measured on this thread, and
 * `note` says so.
 *
 * @throws RangeError, as a rejection, as {@link covarianceMatrix} does, and for `jobs` below 1; an Error when one
 * chunk has ended three workers.
 * @example await parallelCovarianceMatrix(panel, { missing: "complete" }, { jobs: 2 })
 */
export async function parallelCovarianceMatrix(
  panel: ReturnPanel,
  options: CovarianceOptions,
  parallel: ParallelOptions,
): Promise<ParallelCovarianceMatrix> {
  const plan = checkCovarianceMatrix(panel, options);
  return runPairs(plan, { measure: "covariance", from: covariancesFrom }, parallel);
}
