import { checkCount, checkObject, describe } from "../base/check.ts";
import type { Chunk } from "./chunk.ts";
import type { ChunkWorker, WorkerEvents } from "./deal-chunks.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { type HostWorker, type StartWorker, startWorker } from "./start-worker.ts";

/** Workers that outlive a call, so that the next one need not start any. */
export interface WorkerPool {
  /** How many are kept between calls; a call that wants more starts more for its time. */
  readonly jobs: number;
  /** Ends them all; calls that are at work reject, and so does every later one. */
  readonly close: () => void;
  [Symbol.dispose](): void;
}

export interface WorkerPoolOptions {
  readonly jobs: number;
}

/**
 * A pool of workers: threads in Node, Web Workers in a browser. They start when first needed, load the library
 * once, and wait for more; while they wait they keep no process alive. Without a pool of its own a call
 * takes workers of one that all calls share, which keeps one per core.
 *
 * @throws RangeError for `jobs` that is no integer of at least 1.
 * @example using pool = workerPool({ jobs: 2 });
 */
export function workerPool(options: WorkerPoolOptions): WorkerPool {
  checkObject("options", options);
  return poolOn(startWorker, options);
}

/** {@link workerPool} on workers of another making. @internal */
export function poolOn(start: StartWorker, { jobs }: WorkerPoolOptions): WorkerPool {
  checkCount("jobs", jobs, 1);
  return new Pool(start, jobs);
}

/** What a worker of a pool is taken for. @internal */
export interface Loan {
  readonly opening: Omit<ToWorker & { readonly kind: "open" }, "kind" | "run">;
  /** Puts away what a worker without shared memory sends back of a chunk. */
  readonly keep: (chunk: Chunk, parts: readonly Float64Array[]) => void;
}

/** More would save few messages, and be more to do again when a worker dies. */
const mostAtOnce = 4;

let shared: Pool | undefined;

/** Takes a worker of a pool, the one all calls share when none is given; throws when there can be none. @internal */
export function borrow(
  pool: WorkerPool | undefined,
  loan: Loan,
  events: WorkerEvents,
): ChunkWorker {
  return (pool === undefined ? sharedPool() : checkedPool(pool)).lend(loan, events);
}

/** Throws unless the pool is one, and open. @internal */
export function checkPool(pool: WorkerPool): void {
  checkedPool(pool).checkOpen();
}

function checkedPool(pool: WorkerPool): Pool {
  if (pool instanceof Pool) return pool;
  throw new TypeError(`pool must be made by workerPool: ${describe(pool)}`);
}

function sharedPool(): Pool {
  shared ??= new Pool(startWorker, globalThis.navigator?.hardwareConcurrency ?? 2);
  return shared;
}

class Pool implements WorkerPool {
  readonly jobs: number;
  readonly #start: StartWorker;
  readonly #idle: PooledWorker[] = [];
  readonly #all = new Set<PooledWorker>();
  #closed = false;

  constructor(start: StartWorker, jobs: number) {
    this.#start = start;
    this.jobs = jobs;
  }

  checkOpen(): void {
    if (this.#closed) throw closed();
  }

  lend(loan: Loan, events: WorkerEvents): ChunkWorker {
    this.checkOpen();
    const worker = this.#idle.pop() ?? this.#add();
    worker.begin(loan, events);
    return {
      most: loan.opening.memory === undefined ? 1 : mostAtOnce,
      send: (chunks) => worker.send(chunks),
      release: () => {
        worker.release();
        if (!this.#all.has(worker)) return;
        if (this.#idle.length < this.jobs) this.#idle.push(worker);
        else this.#drop(worker);
      },
    };
  }

  readonly close = (): void => {
    this.#closed = true;
    for (const worker of this.#all) {
      this.#drop(worker);
      worker.interrupt(closed());
    }
  };

  [Symbol.dispose](): void {
    this.close();
  }

  #add(): PooledWorker {
    const worker = new PooledWorker(this.#start, () => this.#drop(worker));
    this.#all.add(worker);
    return worker;
  }

  #drop(worker: PooledWorker): void {
    this.#all.delete(worker);
    const at = this.#idle.indexOf(worker);
    if (at >= 0) this.#idle.splice(at, 1);
    worker.end();
  }
}

/** A worker and the run it is at, if any. */
class PooledWorker {
  readonly #host: HostWorker;
  readonly #gone: () => void;
  #loan: Loan | undefined;
  #events: WorkerEvents | undefined;
  #run = 0;
  #ready = false;
  #ended = false;

  constructor(start: StartWorker, gone: () => void) {
    this.#gone = gone;
    this.#host = start({
      message: (answer) => this.#hear(answer),
      gone: (reason) => this.#bury(reason),
    });
  }

  begin(loan: Loan, events: WorkerEvents): void {
    this.#loan = loan;
    this.#events = events;
    this.#run++;
    this.#host.hold(true);
    try {
      this.#host.post({ kind: "open", run: this.#run, ...loan.opening });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const refusal = new TypeError(`what a worker is given must be plain data: ${message}`);
      queueMicrotask(() => events.refused(refusal));
    }
  }

  send(chunks: readonly Chunk[]): void {
    this.#host.post({ kind: "chunks", run: this.#run, chunks });
  }

  /** A chunk it is still at is finished and not heard of; no other is begun. */
  release(): void {
    this.#events = undefined;
    this.#loan = undefined;
    if (this.#ended) return;
    this.#host.post({ kind: "close" });
    this.#host.hold(false);
  }

  interrupt(error: Error): void {
    this.#events?.refused(error);
  }

  end(): void {
    this.#ended = true;
    this.#host.end();
  }

  #hear(answer: FromWorker): void {
    if (answer.kind === "ready") {
      this.#ready = true;
      return;
    }
    if (answer.run !== this.#run || this.#events === undefined) return;
    if (answer.kind === "refused") {
      this.#events.refused(answer.error);
      return;
    }
    const { chunks, parts } = answer;
    if (parts) this.#loan?.keep(chunks[0]!, parts);
    this.#events.done(chunks.length);
  }

  #bury(reason: string): void {
    if (this.#ended) return;
    this.#gone();
    if (this.#ready) this.#events?.died(reason);
    else this.#events?.failed(reason);
  }
}

function closed(): Error {
  return new Error("pool must be open: it was closed");
}
