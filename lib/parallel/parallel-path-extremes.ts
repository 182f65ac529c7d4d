import type { PathExtremes } from "../market/paths/path-extremes.ts";
import type { PathOptions } from "../market/paths/visit-paths.ts";
import { owned } from "./output.ts";
import type { PathModelSpec } from "./path-model-spec.ts";
import { type ParallelOptions, type ParallelRecord, runTask } from "./run-task.ts";
import { pathExtremesPlan } from "./tasks/path-extremes.ts";

/** What `pathExtremes` gives, and how it was come by. */
export interface ParallelPathExtremes extends PathExtremes, ParallelRecord {}

/**
 * `pathExtremes` on several workers: paths are dealt in chunks by their numbers, each draws from its own stream, so
 * that the rows are those of `pathExtremes`, bit for bit, for any number of workers. The model is given as
 * data, as for `parallelPathVar`.
 *
 * @throws RangeError, as a rejection, as {@link pathExtremes} and the model do, and for `jobs` below 1; an
 * Error when one chunk has ended three workers.
 * @example await parallelPathExtremes({ kind: "brownian", options }, { steps: 365, paths: 100_000, seed: 7 },
 *   { jobs: 2 })
 */
export async function parallelPathExtremes(
  model: PathModelSpec,
  options: PathOptions,
  parallel: ParallelOptions,
): Promise<ParallelPathExtremes> {
  const spec = { model, options };
  const { outputs, record } = await runTask("pathExtremes", spec, parallel);
  const [end, minimum, maximum] = outputs.map(owned);
  const out = { end: end!, minimum: minimum!, maximum: maximum! };
  return { ...pathExtremesPlan(spec).result(out), ...record };
}
