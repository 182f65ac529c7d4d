import { checkCount } from "../base/check.ts";

/** A run of neighbouring scenarios. */
export interface Chunk {
  readonly first: number;
  readonly count: number;
}

/** What a worker tells of itself. */
export interface WorkerEvents {
  /** The chunk sent last is written. */
  readonly done: () => void;
  /** The work itself refused, as it would anywhere. */
  readonly refused: (error: Error) => void;
  /** The worker is gone, and with it the chunk it was at. */
  readonly died: (reason: string) => void;
}

/** A worker at hand: one chunk at a time. */
export interface ChunkWorker {
  readonly send: (chunk: Chunk) => void;
  readonly end: () => void;
}

/** Starts a worker; throws where there can be none. */
export type StartWorker = (events: WorkerEvents) => ChunkWorker;

/** What happened, in the order it did, which may differ from run to run; results do not. */
export type ChunkProgress =
  | { readonly kind: "chunk"; readonly done: number; readonly of: number }
  | {
      readonly kind: "replaced";
      /** The one that is dealt again; a worker may die between two. */
      readonly chunk?: Chunk;
      readonly reason: string;
    };

export interface ChunkPlan {
  readonly count: number;
  readonly chunkSize: number;
  readonly jobs: number;
  readonly start: StartWorker;
  readonly signal?: AbortSignal;
  /** The worker concerned gets no further chunk before what this returns has settled. */
  readonly onProgress?: (progress: ChunkProgress) => unknown;
}

/** A chunk that ends its worker so often is taken to be the cause. */
const mostDeaths = 3;

/**
 * Deals chunks to workers until all are written; resolves to the number of workers that were replaced. A
 * worker has one chunk at a time and gets the next when it is done. One that dies is replaced
 * and its chunk dealt again. Rejects with the work's own error, the signal's reason, or when a chunk
 * has ended three workers; every worker is ended by then. Throws at once where the first worker cannot be
 * started.
 */
export function runChunks(plan: ChunkPlan): Promise<number> {
  checkCount("jobs", plan.jobs, 1);
  const chunks = chunksOf(plan.count, plan.chunkSize);
  return new Promise((resolve, reject) => new Deal(plan, chunks, { resolve, reject }).begin());
}

/** Neighbouring chunks of one size, the last one what is left. */
export function chunksOf(count: number, chunkSize: number): Chunk[] {
  return Array.from({ length: Math.ceil(count / chunkSize) }, (_, k) => ({
    first: k * chunkSize,
    count: Math.min(chunkSize, count - k * chunkSize),
  }));
}

interface Settle {
  readonly resolve: (replaced: number) => void;
  readonly reject: (error: unknown) => void;
}

class Deal {
  readonly #plan: ChunkPlan;
  readonly #settle: Settle;
  readonly #waiting: Chunk[];
  readonly #of: number;
  readonly #workers = new Set<ChunkWorker>();
  readonly #deaths = new Map<number, number>();
  readonly #stop = (): void => this.#finish(() => this.#settle.reject(this.#plan.signal?.reason));
  #done = 0;
  #replaced = 0;
  #over = false;

  constructor(plan: ChunkPlan, chunks: readonly Chunk[], settle: Settle) {
    this.#plan = plan;
    this.#settle = settle;
    this.#waiting = chunks.toReversed();
    this.#of = chunks.length;
  }

  begin(): void {
    const { signal, jobs } = this.#plan;
    if (signal?.aborted) {
      this.#stop();
      return;
    }
    signal?.addEventListener("abort", this.#stop);
    for (let job = 0; job < Math.min(jobs, this.#of) && !this.#over; job++) this.#open();
  }

  /** Starts a worker on the next chunk. */
  #open(): void {
    let chunk: Chunk | undefined;
    let worker: ChunkWorker | undefined;
    const deal = (): void => {
      if (this.#over || worker === undefined || !this.#workers.has(worker)) return;
      chunk = this.#waiting.pop();
      if (chunk !== undefined) {
        worker.send(chunk);
        return;
      }
      this.#workers.delete(worker);
      worker.end();
    };
    const events: WorkerEvents = {
      done: () => {
        chunk = undefined;
        this.#done++;
        this.#tell({ kind: "chunk", done: this.#done, of: this.#of }, deal);
      },
      refused: (error) => this.#finish(() => this.#settle.reject(error)),
      died: (reason) => {
        if (worker === undefined || !this.#workers.delete(worker)) return;
        this.#bury(chunk, reason);
      },
    };
    try {
      worker = this.#plan.start(events);
    } catch (error) {
      this.#finish(() => this.#settle.reject(error));
      return;
    }
    this.#workers.add(worker);
    deal();
  }

  #bury(chunk: Chunk | undefined, reason: string): void {
    if (this.#over) return;
    if (chunk === undefined) {
      // It died between two chunks, and what waits must not wait for it.
      if (this.#waiting.length > 0) this.#replace(undefined, reason);
      return;
    }
    const deaths = (this.#deaths.get(chunk.first) ?? 0) + 1;
    this.#deaths.set(chunk.first, deaths);
    if (deaths === mostDeaths) {
      const where = `scenarios ${chunk.first} to ${chunk.first + chunk.count - 1}`;
      const error = new Error(`workers must survive ${where}: ${mostDeaths} died, ${reason}`);
      this.#finish(() => this.#settle.reject(error));
      return;
    }
    this.#waiting.push(chunk);
    this.#replace(chunk, reason);
  }

  #replace(chunk: Chunk | undefined, reason: string): void {
    this.#replaced++;
    const lost = chunk && { chunk };
    this.#tell({ kind: "replaced", ...lost, reason }, () => this.#open());
  }

  /** Tells the listener, waits for it and goes on, or ends when it fails or all is done. */
  #tell(progress: ChunkProgress, next: () => void): void {
    const listener = async (): Promise<unknown> => this.#plan.onProgress?.(progress);
    listener().then(
      () => {
        if (this.#over) return;
        next();
        if (progress.kind === "chunk" && progress.done === this.#of) {
          this.#finish(() => this.#settle.resolve(this.#replaced));
        }
      },
      (error) => this.#finish(() => this.#settle.reject(error)),
    );
  }

  #finish(settle: () => void): void {
    if (this.#over) return;
    this.#over = true;
    this.#plan.signal?.removeEventListener("abort", this.#stop);
    for (const worker of this.#workers) worker.end();
    settle();
  }
}
