import type { PathEstimate, PathVarOptions } from "../var/path-var.ts";
import type { PathModelSpec } from "./path-model-spec.ts";
import { type ParallelOptions, type ParallelRecord, runTask } from "./run-task.ts";
import { pathVarPlan } from "./tasks/path-var.ts";

/** The estimate that `pathVar` gives, and how it was come by. */
export interface ParallelPathEstimate extends PathEstimate, ParallelRecord {}

/**
 * `pathVar` on several workers: paths are dealt in chunks by their numbers, each draws from its own stream, and
 * outcomes are written where their path belongs, so that the result is that of `pathVar`, bit for bit, for
 * any number of workers, also when some of them die midway.
 *
 * The model is given as data, since functions do not cross threads. Where there are no workers (a
 * notebook's cells) this thread draws, and `note` says so.
 *
 * @throws RangeError, as a rejection, as {@link pathVar} and the model do, and for `jobs` below 1; an Error
 * when one chunk has ended three workers.
 * @example await parallelPathVar({ kind: "brownian", options }, varOptions, { jobs: 2 })
 */
export async function parallelPathVar(
  model: PathModelSpec,
  options: PathVarOptions,
  parallel: ParallelOptions,
): Promise<ParallelPathEstimate> {
  const spec = { model, options };
  const { outputs, record } = await runTask("pathVar", spec, parallel);
  return { ...pathVarPlan(spec).estimate(outputs[0]!), ...record };
}
