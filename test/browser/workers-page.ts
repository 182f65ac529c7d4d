// The script of a page that computes on workers and holds what the test asks for on its window.

import { kernels } from "../../lib/math/kernels/module.ts";
import type { ChunkProgress } from "../../lib/parallel/deal-chunks.ts";
import { startWorker } from "../../lib/parallel/start-worker.ts";
import { poolOn, workerPool } from "../../lib/parallel/worker-pool.ts";
import { figures } from "../lib/figures.ts";
import { fingerprinted, littleEndian } from "../lib/math/kernels/fingerprinted.ts";
import { fatalStart } from "../lib/parallel/fatal-start.ts";
import { bitsOf, oneVar } from "../lib/parallel/one-var.ts";

type Name = keyof typeof oneVar;

/** What a run on workers gave. */
interface Run {
  readonly bits: string;
  readonly jobs: number;
  readonly replaced: number;
  readonly note: string | undefined;
  readonly progress: readonly ChunkProgress[];
}

const asks = {
  /** One worker is ended at the fifth chunk. */
  withDeath: async (name: Name, jobs: number): Promise<Run> => {
    const mortal = poolOn(
      fatalStart(startWorker, (_, sent) => sent === 5),
      { jobs: 1 },
    );
    const run = await runOn(name, jobs, mortal);
    mortal.close();
    return run;
  },
  onWorkers: (name: Name, jobs: number): Promise<Run> => runOn(name, jobs),
  /** The reason of a run stopped at its third chunk, and the next run on the same workers. */
  stopped: async (): Promise<{ readonly reason: string; readonly next: Run }> => {
    const pool = workerPool({ jobs: 2 });
    const stop = new AbortController();
    let heard = 0;
    const onProgress = (): void => {
      if (++heard === 3) stop.abort(new Error("enough"));
    };
    const reason = await oneVar.monteCarloVar
      .parallel({ jobs: 2, pool, signal: stop.signal, onProgress })
      .then(String, (error: unknown) => String(error));
    const next = await runOn("monteCarloVar", 2, pool);
    pool.close();
    return { reason, next };
  },
  fingerprints: async (): Promise<Readonly<Record<string, string>>> => {
    const named: Record<string, string> = {};
    for (const [name, values] of Object.entries({ ...fingerprinted, ...figures })) {
      const digest = await crypto.subtle.digest("SHA-256", littleEndian(values()));
      const bytes = [...new Uint8Array(digest, 0, 8)];
      named[name] = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
    }
    return named;
  },
  hasKernels: (): boolean => kernels() !== undefined,
};

async function runOn(name: Name, jobs: number, pool?: ReturnType<typeof workerPool>): Promise<Run> {
  const progress: ChunkProgress[] = [];
  const found = await oneVar[name].parallel({
    jobs,
    ...(pool && { pool }),
    onProgress: (told) => progress.push(told),
  });
  return {
    bits: bitsOf(found),
    jobs: found.jobs,
    replaced: found.replaced,
    note: found.note,
    progress,
  };
}

/** What the page answers. */
export type Asks = typeof asks;

Object.assign(globalThis, { asks });
