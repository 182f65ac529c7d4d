import {
  black76Batch,
  black76Terms,
  type GreeksBatch,
  type OptionBatch,
  type Room,
} from "../instruments/black76-batch.ts";
import { type ParallelOptions, type ParallelRecord, runTask } from "./run-task.ts";
import { greeksOf } from "./tasks/black76.ts";

/** What `black76Batch` gives, in memory that threads share where there is such, and how it was come by. */
export interface ParallelGreeks extends GreeksBatch, ParallelRecord {}

/**
 * `black76Batch` on several workers: options are dealt in chunks by their numbers, and the arrays are those of
 * `black76Batch`, bit for bit, for any number of workers. Terms that lie in shared memory (a `Float64Array` over a
 * `SharedArrayBuffer`) are read where they are; others are copied there first.
 *
 * @throws RangeError, as a rejection, as {@link black76Batch} does, and for `jobs` below 1; an Error when one
 * chunk has ended three workers.
 * @example await parallelBlack76Batch(batch, { jobs: 2 })
 */
export async function parallelBlack76Batch(
  batch: OptionBatch,
  parallel: ParallelOptions,
): Promise<ParallelGreeks> {
  const canShare = typeof SharedArrayBuffer !== "undefined";
  const alone = parallel?.jobs === 1 && parallel.pool === undefined;
  const terms = canShare && !alone ? sharedTerms(batch) : black76Terms(batch);
  const { outputs, record } = await runTask("black76", terms, parallel).catch((error: unknown) => {
    // Says which option it is, the first of all and not of a chunk.
    if (error instanceof RangeError) black76Batch(batch);
    throw error;
  });
  return { ...greeksOf(outputs), ...record };
}

function sharedTerms(batch: OptionBatch): ReturnType<typeof black76Terms> {
  const terms = black76Terms(batch, sharedRoom);
  const { side, strike, years, forward, rate, volatility } = terms;
  return {
    side,
    strike: shared(strike),
    years: shared(years),
    forward: shared(forward),
    rate: shared(rate),
    volatility: shared(volatility),
  };
}

const sharedRoom: Room = (count) =>
  new Float64Array(new SharedArrayBuffer(count * Float64Array.BYTES_PER_ELEMENT));

function shared(values: Float64Array): Float64Array {
  if (values.buffer instanceof SharedArrayBuffer) return values;
  const copy = sharedRoom(values.length);
  copy.set(values);
  return copy;
}
