import type { Chunk } from "./chunk.ts";

/** What a worker tells of itself. */
export interface WorkerEvents {
  /** The first so many chunks of those it still had are written. */
  readonly done: (count: number) => void;
  /** The work itself refused, as it would anywhere. */
  readonly refused: (error: unknown) => void;
  /** The worker is gone, and with it the chunk it was at. */
  readonly died: (reason: string) => void;
  /** The worker never came up; what was sent to it is untouched. */
  readonly failed: (reason: string) => void;
}

/** A worker at hand: it does its chunks in order, and tells of them at the latest when one or none is left. */
export interface ChunkWorker {
  /** Chunks it may be sent at once. */
  readonly most: number;
  readonly send: (chunks: readonly Chunk[]) => void;
  /** Nothing more is sent, and nothing it still tells is heard. */
  readonly release: () => void;
}

/** Takes a worker; throws where there can be none. */
export type OpenWorker = (events: WorkerEvents) => ChunkWorker;

/** What happened, in the order it did, which may differ from run to run; results do not. */
export type ChunkProgress =
  | { readonly kind: "chunk"; readonly done: number; readonly of: number }
  | {
      readonly kind: "replaced";
      /** The one that is dealt again; a worker may die between two. */
      readonly chunk?: Chunk;
      readonly reason: string;
    };

export interface DealOptions {
  readonly jobs: number;
  readonly open: OpenWorker;
  /** This thread as a worker, for when no other can be started. */
  readonly openHere: OpenWorker;
  readonly signal?: AbortSignal;
  /** The worker concerned gets no further chunk before what this returns has settled. */
  readonly onProgress?: (progress: ChunkProgress) => unknown;
}

/** How the chunks were done. */
export interface Dealt {
  /** Workers that did not fail to start, at least one: this thread. */
  readonly jobs: number;
  readonly replaced: number;
  readonly failed: number;
  /** Why the last of them that failed did. */
  readonly reason?: string;
}

/** A chunk that ends its worker so often is taken to be the cause. */
const mostDeaths = 3;

/**
 * Deals chunks to workers until all are written. With a listener a worker has one chunk at a time; with none it gets
 * several at once while many wait, and the next ones when it is at the last of them, so that it never waits.
 * One that dies is replaced and its chunks are dealt again, each to a worker that has no other, so that it is
 * known which of them ends workers; where none can be started, this thread does what is left. Rejects with the work's own error, the signal's reason, what the listener throws, or when a
 * chunk has ended three workers; every worker is released by then.
 */
export function dealChunks(chunks: readonly Chunk[], options: DealOptions): Promise<Dealt> {
  return new Promise((resolve, reject) => new Deal(chunks, options, { resolve, reject }).begin());
}

interface Settle {
  readonly resolve: (dealt: Dealt) => void;
  readonly reject: (error: unknown) => void;
}

class Deal {
  readonly #options: DealOptions;
  readonly #settle: Settle;
  readonly #waiting: Chunk[];
  readonly #of: number;
  readonly #workers = new Set<ChunkWorker>();
  /** By the first item of a chunk that a dead worker had: how many had no other chunk. */
  readonly #deaths = new Map<number, number>();
  readonly #stop = (): void => this.#fail(this.#options.signal?.reason);
  #done = 0;
  #heard = 0;
  #replaced = 0;
  #failures: string[] = [];
  #over = false;

  constructor(chunks: readonly Chunk[], options: DealOptions, settle: Settle) {
    this.#options = options;
    this.#settle = settle;
    this.#waiting = chunks.toReversed();
    this.#of = chunks.length;
  }

  begin(): void {
    const { signal, open } = this.#options;
    if (signal?.aborted) {
      this.#stop();
      return;
    }
    signal?.addEventListener("abort", this.#stop);
    for (let job = 0; job < this.#wanted && !this.#over; job++) this.#open(open);
    this.#openHereWhenAlone();
  }

  get #wanted(): number {
    return Math.min(this.#options.jobs, this.#of);
  }

  /** Takes a worker and sends it the next chunks. */
  #open(open: OpenWorker): void {
    const held: Chunk[] = [];
    let worker: ChunkWorker | undefined;
    const deal = (): void => {
      if (this.#over || worker === undefined || !this.#workers.has(worker)) return;
      const next = this.#take(held, worker.most);
      held.push(...next);
      if (next.length > 0) worker.send(next);
      if (held.length > 0) return;
      this.#workers.delete(worker);
      worker.release();
    };
    const gone = (): boolean => worker !== undefined && this.#workers.delete(worker);
    /** What a worker that is gone still had; the host may hear later of what it had done. */
    const lost = (): Chunk[] => held.splice(0);
    try {
      worker = open({
        done: (count) => {
          const written = held.splice(0, count).length;
          for (let left = written; left > 0; left--) {
            const next = left === 1 ? deal : (): void => undefined;
            this.#tell({ kind: "chunk", done: ++this.#done, of: this.#of }, next);
          }
        },
        refused: (error) => this.#fail(error),
        died: (reason) => gone() && this.#bury(lost(), reason),
        failed: (reason) => {
          if (!gone()) return;
          this.#waiting.push(...lost().toReversed());
          this.#failures.push(reason);
          this.#openHereWhenAlone();
        },
      });
    } catch (error) {
      this.#failures.push(error instanceof Error ? error.message : String(error));
      return;
    }
    this.#workers.add(worker);
    deal();
  }

  /** Takes from what waits the chunks that a worker which has some gets now: half its fair share. */
  #take(held: readonly Chunk[], most: number): Chunk[] {
    const waiting = this.#waiting;
    const suspect = (chunk?: Chunk): boolean =>
      chunk !== undefined && this.#deaths.has(chunk.first);
    const quiet = this.#options.onProgress === undefined && !suspect(waiting.at(-1));
    const share = quiet ? Math.ceil(waiting.length / (2 * this.#wanted)) : 1;
    if (held.length > 0 && (share < 2 || held.some(suspect))) return [];
    const room = Math.min(share, most - held.length, waiting.length);
    const taken = waiting.slice(waiting.length - room).toReversed();
    const next = taken.findIndex((chunk, k) => k > 0 && suspect(chunk));
    waiting.length -= next < 0 ? room : next;
    return next < 0 ? taken : taken.slice(0, next);
  }

  #openHereWhenAlone(): void {
    if (this.#over || this.#workers.size > 0 || this.#waiting.length === 0) return;
    this.#open(this.#options.openHere);
  }

  #bury(chunks: readonly Chunk[], reason: string): void {
    if (this.#over) return;
    const [chunk] = chunks;
    if (chunk === undefined) {
      // It died between two chunks, and what waits must not wait for it.
      if (this.#waiting.length > 0) this.#replace(undefined, reason);
      return;
    }
    for (const { first } of chunks) this.#deaths.set(first, this.#deaths.get(first) ?? 0);
    // Of several it is not known which one it was at.
    const deaths = this.#deaths.get(chunk.first)! + (chunks.length === 1 ? 1 : 0);
    this.#deaths.set(chunk.first, deaths);
    if (deaths === mostDeaths) {
      const where = `items ${chunk.first} to ${chunk.first + chunk.count - 1}`;
      this.#fail(new Error(`workers must survive ${where}: ${mostDeaths} died, ${reason}`));
      return;
    }
    this.#waiting.push(...chunks.toReversed());
    this.#replace(chunk, reason);
  }

  #replace(chunk: Chunk | undefined, reason: string): void {
    this.#replaced++;
    const lost = chunk && { chunk };
    this.#tell({ kind: "replaced", ...lost, reason }, () => {
      this.#open(this.#options.open);
      this.#openHereWhenAlone();
    });
  }

  /** Tells the listener, waits for it and goes on, or ends when it fails or has heard of every chunk. */
  #tell(progress: ChunkProgress, next: () => void): void {
    const listener = async (): Promise<unknown> => this.#options.onProgress?.(progress);
    listener().then(
      () => {
        if (this.#over) return;
        next();
        if (progress.kind === "chunk" && ++this.#heard === this.#of) this.#finish();
      },
      (error) => this.#fail(error),
    );
  }

  #finish(): void {
    if (!this.#end()) return;
    const failed = this.#failures.length;
    const reason = this.#failures.at(-1);
    const jobs = Math.max(1, this.#wanted - failed);
    const dealt = { jobs, replaced: this.#replaced, failed };
    this.#settle.resolve({ ...dealt, ...(reason !== undefined && { reason }) });
  }

  #fail(error: unknown): void {
    if (this.#end()) this.#settle.reject(error);
  }

  /** Releases every worker; false when that has been done. */
  #end(): boolean {
    if (this.#over) return false;
    this.#over = true;
    this.#options.signal?.removeEventListener("abort", this.#stop);
    for (const worker of this.#workers) worker.release();
    return true;
  }
}
