import {
  type CorrelationMatrix,
  type CorrelationOptions,
  checkCorrelationMatrix,
} from "../market/correlation-matrix.ts";
import type { ReturnPanel } from "../market/returns.ts";
import { correlationsFrom } from "../math/covariance.ts";
import { runPairs } from "./run-pairs.ts";
import type { ParallelOptions, ParallelRecord } from "./run-task.ts";

/** What `correlationMatrix` gives, and how it was come by. */
export interface ParallelCorrelationMatrix extends CorrelationMatrix, ParallelRecord {}

/**
 * `correlationMatrix` on several workers: pairs are dealt in squares of the matrix, which is that of `correlationMatrix`,
 * bit for bit, for any number of workers. Returns that lie in shared memory are read where they are; others are
 * copied there first. Ranks, Kendall's tau, and pairs that share different dates are measured on this thread, and
 * `note` says so.
 *
 * @throws RangeError, as a rejection, as {@link correlationMatrix} does, and for `jobs` below 1; an Error when one
 * chunk has ended three workers.
 * @example await parallelCorrelationMatrix(panel, { method: "pearson", missing: "complete" }, { jobs: 2 })
 */
export async function parallelCorrelationMatrix(
  panel: ReturnPanel,
  options: CorrelationOptions,
  parallel: ParallelOptions,
): Promise<ParallelCorrelationMatrix> {
  const plan = checkCorrelationMatrix(panel, options);
  return runPairs(plan, { measure: "correlation", from: correlationsFrom }, parallel);
}
