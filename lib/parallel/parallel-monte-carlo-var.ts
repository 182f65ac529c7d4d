import { checkMonteCarloVar, type MonteCarloVarOptions } from "../var/monte-carlo-var.ts";
import type { SimulatedEstimate } from "../var/simulated-var.ts";
import { type ParallelOptions, type ParallelRecord, runTask } from "./run-task.ts";

/** The estimate that `monteCarloVar` gives, and how it was come by. */
export interface ParallelEstimate extends SimulatedEstimate, ParallelRecord {}

/**
 * `monteCarloVar` on several workers: scenarios are dealt in chunks by their numbers, so that the result is
 * that of `monteCarloVar`, bit for bit, for any number of workers, also when some of them die midway.
 *
 * @throws RangeError, as a rejection, as {@link monteCarloVar} does, and for `jobs` below 1; an Error when
 * one chunk has ended three workers.
 * @example await parallelMonteCarloVar(options, { jobs: 2 })
 */
export async function parallelMonteCarloVar(
  options: MonteCarloVarOptions,
  parallel: ParallelOptions,
): Promise<ParallelEstimate> {
  const estimate = checkMonteCarloVar(options);
  const { outputs, record } = await runTask("monteCarloLosses", options, parallel);
  return { ...estimate(outputs[0]!), ...record };
}
