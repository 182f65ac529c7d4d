import { checkCount, checkFunction, checkObject, describe } from "../base/check.ts";
import { type Chunk, chunksOf } from "./chunk.ts";
import { type ChunkProgress, type Dealt, dealChunks, type OpenWorker } from "./deal-chunks.ts";
import { partsOf, roomFor } from "./output.ts";
import { shareLarge } from "./share-large.ts";
import type { TaskPlan } from "./task.ts";
import { loadTask, type TaskName, type TaskSpec } from "./tasks.ts";
import { thisThread } from "./this-thread.ts";
import { borrow, checkPool, type Loan, type WorkerPool } from "./worker-pool.ts";

export interface ParallelOptions {
  /**
   * How many workers draw. 1 is this thread, or with a `pool` one worker of it, which leaves this thread free; work
   * that is no more than one chunk counts as 1. No number of them changes a bit of the result.
   */
  readonly jobs: number;
  /** Whose workers; those that all calls share when not given. */
  readonly pool?: WorkerPool;
  /** Ends the run, which then rejects with the signal's reason; the workers stay of use. */
  readonly signal?: AbortSignal;
  /** Told of each chunk; what it returns is waited for before the worker concerned goes on. */
  readonly onProgress?: (progress: ChunkProgress) => unknown;
}

/** How a result was come by, which is no part of it. */
export interface ParallelRecord {
  /** Workers that drew. */
  readonly jobs: number;
  /** Workers that died; their chunks were done again. */
  readonly replaced: number;
  /** Why fewer drew than were asked for, or why they had no memory in common. */
  readonly note?: string;
}

/** The same, and what a caller within the library adds. */
interface RunOptions extends ParallelOptions {
  /** Where the outputs go; written at once by workers where it is shared, and else when all are done. */
  readonly into?: readonly Float64Array[];
  /** What workers write through. */
  readonly gate?: Int32Array;
}

/** What a task wrote. */
export interface TaskRun {
  /** Whole; {@link owned} before they are handed out, for workers may share their memory. */
  readonly outputs: readonly Float64Array[];
  readonly record: ParallelRecord;
}

/** More would tell nobody more, and cost a message each. */
const mostChunks = 128;

/**
 * Does a task chunk by chunk on as many workers as asked. Chunks are the same for any number of workers, and
 * what is written for an item depends on its number alone.
 *
 * @throws as a rejection: a RangeError for `jobs` below 1 and for data that the task refuses; the signal's
 * reason; an Error when a chunk has ended three workers or the pool was closed.
 */
export async function runTask<Name extends TaskName>(
  name: Name,
  spec: TaskSpec<Name>,
  parallel: RunOptions,
): Promise<TaskRun> {
  checkParallel(parallel);
  const plan = (await loadTask(name))(spec);
  const { jobs, pool, into, gate } = parallel;
  const chunks = chunksOf(plan.count, chunkSizeOf(plan));
  const alone = pool === undefined && Math.min(jobs, chunks.length) <= 1;
  const shared = !alone && typeof SharedArrayBuffer !== "undefined";
  const outputs = roomFor(plan, shared, into);
  if (plan.count === 0) return { outputs: into ?? outputs, record: { jobs: 0, replaced: 0 } };
  const openHere = thisThread(plan, outputs);
  const writable = { memory: outputs, ...(gate && { gate }) };
  const opening = { task: name, ...(shared ? { spec: shareLarge(spec), ...writable } : { spec }) };
  const open = workersOf(pool, opening, plan, outputs);
  const dealt = await dealChunks(chunks, {
    ...parallel,
    open: alone ? openHere : open,
    openHere,
  });
  const note = noteOf(dealt, alone || shared);
  const record = { jobs: dealt.jobs, replaced: dealt.replaced };
  into?.forEach((whole, k) => {
    if (whole !== outputs[k]) whole.set(outputs[k]!);
  });
  return { outputs: into ?? outputs, record: { ...record, ...(note !== undefined && { note }) } };
}

/** Throws unless these are options of a run. */
export function checkParallel(parallel: ParallelOptions): void {
  checkObject("parallel", parallel);
  const { jobs, pool, signal, onProgress } = parallel;
  checkCount("jobs", jobs, 1);
  if (signal !== undefined) checkSignal(signal);
  if (pool !== undefined) checkPool(pool);
  if (onProgress !== undefined) checkFunction("onProgress", onProgress);
}

/** By what it can do: a page or a cell may have an `AbortSignal` of its own. */
function checkSignal(signal: AbortSignal): void {
  if (typeof signal?.aborted === "boolean" && typeof signal.addEventListener === "function") return;
  throw new TypeError(`signal must be an AbortSignal: ${describe(signal)}`);
}

function chunkSizeOf({ count, grain }: TaskPlan): number {
  return grain * Math.ceil(count / (grain * mostChunks));
}

/** Workers that write into the outputs, or send their parts back to be put there. */
function workersOf(
  pool: WorkerPool | undefined,
  opening: Loan["opening"],
  { widths }: TaskPlan,
  outputs: readonly Float64Array[],
): OpenWorker {
  const keep = (chunk: Chunk, parts: readonly Float64Array[]): void => {
    partsOf(outputs, widths, chunk).forEach((room, k) => {
      room.set(parts[k]!);
    });
  };
  return (events) => borrow(pool, { opening, keep }, events);
}

function noteOf({ failed, jobs, reason }: Dealt, sharing: boolean): string | undefined {
  if (failed > 0) {
    const who = jobs === 1 ? "this thread drew" : `${jobs} drew`;
    return `${failed} workers could not be started, ${who}: ${reason}`;
  }
  return sharing ? undefined : "workers have no shared memory here: their results were copied";
}
