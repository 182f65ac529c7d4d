import { checkCount, checkFunction, checkObject } from "../base/check.ts";
import type { PathEstimate, PathVarOptions, PathVarPlan } from "../var/path-var.ts";
import type { PathModelSpec } from "./path-model-spec.ts";
import { type PathVarWork, planOf } from "./path-var-work.ts";
import {
  type ChunkProgress,
  type ChunkWorker,
  chunksOf,
  runChunks,
  type WorkerEvents,
} from "./run-chunks.ts";
import { startThread } from "./start-thread.ts";

export interface ParallelOptions {
  /** How many threads draw; 1 is this one. No number of them changes a bit of the result. */
  readonly jobs: number;
  /** Ends the run; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Told of each chunk; a promise it returns is waited for before the thread goes on. */
  readonly onProgress?: (progress: ChunkProgress) => unknown;
}

/** The estimate that `pathVar` gives, and how it was come by. */
export interface ParallelPathEstimate extends PathEstimate {
  /** Threads that drew. */
  readonly jobs: number;
  /** Threads that died; their chunks were drawn again. */
  readonly replaced: number;
  /** Why one thread drew although more were asked for. */
  readonly note?: string;
}

/** Paths a chunk: even, for pairs, and large against what a message costs. */
const chunkPaths = 512;

/**
 * `pathVar` on several threads: paths are dealt in chunks by their numbers, each draws from its own stream, and
 * outcomes are written where their path belongs in shared memory, so that the result is that of
 * `pathVar`, bit for bit, for any number of threads, also when some of them die midway.
 *
 * The model is given as data, since functions do not cross threads. Where threads are forbidden (a
 * notebook's cells) this one draws, and `note` says so. For Node: this door does not load in a browser yet.
 *
 * @throws RangeError, as a rejection, as {@link pathVar} and the model do, and for `jobs` below 1; an Error
 * when one chunk has ended three threads.
 * @example await parallelPathVar({ kind: "brownian", options }, varOptions, { jobs: 2 })
 */
export async function parallelPathVar(
  model: PathModelSpec,
  options: PathVarOptions,
  parallel: ParallelOptions,
): Promise<ParallelPathEstimate> {
  return drawOn(startThread, { model, options }, parallel);
}

/** Starts a thread on the work; throws where there can be none. */
export type StartThread = (work: PathVarWork, events: WorkerEvents) => ChunkWorker;

/** {@link parallelPathVar} on threads of another making. @internal */
export async function drawOn(
  start: StartThread,
  work: Omit<PathVarWork, "pnl">,
  parallel: ParallelOptions,
): Promise<ParallelPathEstimate> {
  checkObject("parallel", parallel);
  checkCount("jobs", parallel.jobs, 1);
  if (parallel.onProgress !== undefined) checkFunction("onProgress", parallel.onProgress);
  const plan = planOf(work);
  if (parallel.jobs === 1) return drawHere(plan, parallel);
  const shared = new SharedArrayBuffer(plan.paths * Float64Array.BYTES_PER_ELEMENT);
  const first = tryStart(start, { ...work, pnl: shared });
  if ("refusal" in first) {
    return drawHere(plan, parallel, `threads cannot be started here: ${first.refusal}`);
  }
  const replaced = await runChunks({
    ...parallel,
    count: plan.paths,
    chunkSize: chunkPaths,
    start: first.start,
  });
  const jobs = Math.min(parallel.jobs, Math.ceil(plan.paths / chunkPaths));
  return { ...plan.estimate(new Float64Array(shared).slice()), jobs, replaced };
}

type Started = { readonly start: (events: WorkerEvents) => ChunkWorker };

/** Starts the first thread at once, to learn whether there can be any. */
function tryStart(start: StartThread, work: PathVarWork): Started | { readonly refusal: string } {
  let events: WorkerEvents | undefined;
  const early: (() => void)[] = [];
  const later = (tell: (to: WorkerEvents) => void): void => {
    if (events === undefined) early.push(() => events && tell(events));
    else tell(events);
  };
  try {
    let ready: ChunkWorker | undefined = start(work, {
      done: () => later((to) => to.done()),
      refused: (error) => later((to) => to.refused(error)),
      died: (reason) => later((to) => to.died(reason)),
    });
    return {
      start: (own) => {
        if (ready === undefined) return start(work, own);
        const worker = ready;
        [ready, events] = [undefined, own];
        queueMicrotask(() => {
          for (const tell of early) tell();
        });
        return worker;
      },
    };
  } catch (error) {
    return { refusal: error instanceof Error ? error.message : String(error) };
  }
}

/** The same chunks on this thread, which between two of them hears the signal. */
async function drawHere(
  plan: PathVarPlan,
  { signal, onProgress }: ParallelOptions,
  note?: string,
): Promise<ParallelPathEstimate> {
  const pnl = new Float64Array(plan.paths);
  const chunks = chunksOf(plan.paths, chunkPaths);
  for (const [k, { first, count }] of chunks.entries()) {
    signal?.throwIfAborted();
    plan.draw(first, pnl.subarray(first, first + count));
    await onProgress?.({ kind: "chunk", done: k + 1, of: chunks.length });
    await new Promise<void>((resolve) => setTimeout(resolve));
  }
  signal?.throwIfAborted();
  return { ...plan.estimate(pnl), jobs: 1, replaced: 0, ...(note !== undefined && { note }) };
}
