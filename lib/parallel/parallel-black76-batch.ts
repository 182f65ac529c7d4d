import { black76Batch } from "../instruments/black76-batch.ts";
import {
  checkInto,
  type GreeksBatch,
  type GreeksBatchOptions,
} from "../instruments/greeks-batch.ts";
import { type OptionBatch, termsOf } from "../instruments/option-batch.ts";
import { figureNames } from "../math/kernels/black76-rows.ts";
import { lendArrays } from "./lend-arrays.ts";
import {
  checkParallel,
  type ParallelOptions,
  type ParallelRecord,
  runTask,
  type TaskRun,
} from "./run-task.ts";
import { greeksOf } from "./tasks/black76.ts";

/** How the options of a batch are dealt, and where their figures go. */
export interface ParallelGreeksOptions extends ParallelOptions, GreeksBatchOptions {}

/** What `black76Batch` gives, in memory that threads share where there is such, and how it was come by. */
export interface ParallelGreeks extends GreeksBatch, ParallelRecord {}

/**
 * `black76Batch` on several workers: options are dealt in chunks by their numbers, and the arrays are those of
 * `black76Batch`, bit for bit, for any number of workers. Terms that lie in shared memory (a `Float64Array` over a
 * `SharedArrayBuffer`, kinds as an `Int8Array` over one) are read where they are; others are copied there first.
 *
 * Workers write to arrays of `into` that lie in shared memory, as those of an earlier result do; what they hold after
 * a rejection is undefined. Others get the figures when all are there, and are left as they were by a rejection, unless
 * one job without a pool, or workers without shared memory, filled them chunk by chunk.
 *
 * @throws RangeError, as a rejection, as {@link black76Batch} does, for `jobs` below 1, and for `into` that another
 * call may still write to; an Error when one chunk has ended three workers.
 * @example let greeks = await parallelBlack76Batch(batch, { jobs: 2 });
 * greeks = await parallelBlack76Batch(nextTick, { jobs: 2, into: greeks });
 */
export async function parallelBlack76Batch(
  batch: OptionBatch,
  parallel: ParallelGreeksOptions,
): Promise<ParallelGreeks> {
  const terms = termsOf(batch);
  if (parallel?.into !== undefined) checkInto(parallel.into, terms);
  checkParallel(parallel);
  const { into, ...dealt } = parallel;
  const run = (more: object = {}): Promise<TaskRun> =>
    runTask("black76", terms, { ...dealt, ...more }).catch((error: unknown) => {
      // Says which option it is, the first of all and not of a chunk.
      if (error instanceof RangeError) black76Batch(batch);
      throw error;
    });
  const { outputs, record } = await (into ? runInto(into, run) : run());
  return { ...greeksOf(outputs), ...record };
}

function runInto(into: GreeksBatch, run: (more: object) => Promise<TaskRun>): Promise<TaskRun> {
  const named = Object.fromEntries(figureNames.map((name) => [`into.${name}`, into[name]]));
  return lendArrays(named, (gate) => run({ into: Object.values(named), ...(gate && { gate }) }));
}
