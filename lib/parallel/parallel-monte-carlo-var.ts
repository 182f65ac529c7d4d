import { largestSorted } from "../math/largest-values.ts";
import {
  checkMonteCarloVar,
  checkScenarios,
  type MonteCarloVarOptions,
} from "../var/monte-carlo-var.ts";
import type { SimulatedEstimate } from "../var/simulated-var.ts";
import { largestOf, planScreen } from "../var/worst-losses.ts";
import { type ParallelOptions, type ParallelRecord, runTask } from "./run-task.ts";
import { readWorstLosses } from "./tasks/worst-losses.ts";

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
  const { estimate, worst } = checkMonteCarloVar(options);
  const { law, scenarios } = checkScenarios(options);
  const plan = planScreen(law, { scenarios, count: worst });
  if (plan !== undefined) {
    const spec = { law, scenarios, plan };
    const { outputs, record } = await runTask("worstLosses", spec, parallel);
    const losses = largestOf(readWorstLosses(outputs[0]!), worst);
    if (losses !== undefined) return { ...estimate(losses), ...record };
  }
  const { outputs, record } = await runTask("monteCarloLosses", { law, scenarios }, parallel);
  return { ...estimate(largestSorted(outputs[0]!, worst)), ...record };
}
