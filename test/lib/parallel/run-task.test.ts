import { afterAll, describe, expect, test, vi } from "vitest";
import type { ChunkProgress } from "../../../lib/parallel/deal-chunks.ts";
import { parallelMonteCarloVar } from "../../../lib/parallel/parallel-monte-carlo-var.ts";
import { startWorker } from "../../../lib/parallel/start-worker.ts";
import { poolOn, workerPool } from "../../../lib/parallel/worker-pool.ts";
import { monteCarloVar } from "../../../lib/var/monte-carlo-var.ts";
import { fatalStart } from "./fatal-start.ts";
import { bitsOf, oneVar, scenarioOptions } from "./one-var.ts";

const pool = workerPool({ jobs: 2 });
/** Chunks that workers are still to be sent before one of them dies. */
let untilDeath = Infinity;
const mortal = poolOn(
  fatalStart(startWorker, () => --untilDeath === 0),
  { jobs: 16 },
);
afterAll(() => {
  pool.close();
  mortal.close();
});

const names = Object.keys(oneVar) as (keyof typeof oneVar)[];
const counting = (length: number) => Array.from({ length }, (_, k) => k + 1);

describe.each(names)("%s on workers", (name) => {
  const { chunks, plain, parallel } = oneVar[name];
  const bits = bitsOf(plain());

  test.each([1, 2])("has the bits of one thread with %i jobs", async (jobs) => {
    const found = await parallel({ jobs });
    expect(bitsOf(found)).toBe(bits);
    expect(found).toMatchObject({ jobs, replaced: 0 });
    expect(found.note).toBeUndefined();
  });

  test.each([1, 2, 3, 16])(
    "has them with %i workers of which one dies midway, and says so",
    async (jobs) => {
      const seen: ChunkProgress[] = [];
      const onProgress = (progress: ChunkProgress) => seen.push(progress);
      untilDeath = 5;
      const found = await parallel({ jobs, pool: mortal, onProgress });
      expect(bitsOf(found)).toBe(bits);
      expect(found).toMatchObject({ jobs, replaced: 1 });
      const deaths = seen.filter(({ kind }) => kind === "replaced");
      expect(deaths).toEqual([
        { kind: "replaced", chunk: expect.anything(), reason: "exit code 1" },
      ]);
      const done = seen.filter((progress) => progress.kind === "chunk");
      expect(done.map((progress) => progress.done)).toEqual(counting(chunks));
      expect(new Set(done.map(({ of }) => of))).toEqual(new Set([chunks]));
    },
  );

  test.each([1, 2, 3])(
    "has them with %i workers of which one dies that was sent several chunks",
    async (jobs) => {
      untilDeath = 5;
      const found = await parallel({ jobs, pool: mortal });
      expect(bitsOf(found)).toBe(bits);
      expect(found).toMatchObject({ jobs, replaced: 1 });
    },
  );

  test("has them where threads have no shared memory, and says so", async () => {
    vi.stubGlobal("SharedArrayBuffer", undefined);
    try {
      const found = await parallel({ jobs: 2, pool });
      expect(bitsOf(found)).toBe(bits);
      expect(found.note).toBe("workers have no shared memory here: their results were copied");
    } finally {
      vi.unstubAllGlobals();
    }
  });

  test("has them where threads are forbidden, and says why", async () => {
    using none = poolOn(
      () => {
        throw new Error("access to worker threads is denied");
      },
      { jobs: 4 },
    );
    const found = await parallel({ jobs: 4, pool: none });
    expect(bitsOf(found)).toBe(bits);
    expect(found).toMatchObject({
      jobs: 1,
      note: "4 workers could not be started, this thread drew: access to worker threads is denied",
    });
  });
});

describe("a run", () => {
  const { chunks, plain, parallel } = oneVar.monteCarloVar;
  const bits = bitsOf(plain());

  test("has no more workers than chunks", async () => {
    const options = { ...scenarioOptions, scenarios: 10_000 };
    const found = await parallelMonteCarloVar(options, { jobs: 40, pool });
    expect(found.jobs).toBe(3);
    expect(bitsOf(found)).toBe(bitsOf(monteCarloVar(options)));
  });

  test("of a single chunk is done on this thread, but on a worker of a pool it is given", async () => {
    const options = { ...scenarioOptions, scenarios: 4_096 };
    const bits = bitsOf(monteCarloVar(options));
    let sent = 0;
    using counting = poolOn(
      fatalStart(startWorker, () => ++sent < 0),
      { jobs: 2 },
    );
    const found = await parallelMonteCarloVar(options, { jobs: 2, pool: counting });
    expect(bitsOf(found)).toBe(bits);
    expect(sent).toBe(1);
    const here = await parallelMonteCarloVar(options, { jobs: 2 });
    expect(bitsOf(here)).toBe(bits);
    expect(here).toMatchObject({ jobs: 1, replaced: 0 });
    expect(here.note).toBeUndefined();
  });

  test.each([{ jobs: 1 }, { jobs: 2, pool }])(
    "stops when its signal says so, with its reason, and the next one works: %o",
    async (how) => {
      const stop = new AbortController();
      let heard = 0;
      const onProgress = () => {
        if (++heard === 3) stop.abort(new Error("enough"));
      };
      const run = parallel({ ...how, signal: stop.signal, onProgress });
      await expect(run).rejects.toThrow("enough");
      expect(heard).toBeLessThan(chunks);
      const next = await parallel(how);
      expect(bitsOf(next)).toBe(bits);
      expect(next.replaced).toBe(0);
      const signal = AbortSignal.abort(new Error("no"));
      await expect(parallel({ ...how, signal })).rejects.toThrow("no");
    },
  );

  test("hears a timer between two chunks, on this thread and on workers", async () => {
    for (const how of [{ jobs: 1 }, { jobs: 2, pool }]) {
      const stop = new AbortController();
      setTimeout(() => stop.abort(new Error("late")), 1);
      const busy = () => {
        const until = performance.now() + 2;
        while (performance.now() < until);
      };
      const run = parallel({ ...how, signal: stop.signal, onProgress: busy });
      await expect(run).rejects.toThrow("late");
    }
  });

  test("holds chunks back while its listener thinks", async () => {
    let thinking = 0;
    let most = 0;
    let heard = 0;
    const onProgress = async () => {
      heard++;
      most = Math.max(most, ++thinking);
      await new Promise((resolve) => setTimeout(resolve, 2));
      thinking--;
    };
    const found = await parallel({ jobs: 2, pool, onProgress });
    expect(most).toBeLessThanOrEqual(2);
    expect(heard).toBe(chunks);
    expect(bitsOf(found)).toBe(bits);
  });

  test("gives up on a chunk that ends three workers, and names it", async () => {
    let started = 0;
    using deadly = poolOn(
      fatalStart(
        (events) => {
          started++;
          return startWorker(events);
        },
        ({ first }) => first === 16_384,
      ),
      { jobs: 2 },
    );
    await expect(parallel({ jobs: 2, pool: deadly })).rejects.toThrow(
      "workers must survive items 16384 to 32767: 3 died, exit code 1",
    );
    expect(started).toBeGreaterThanOrEqual(3);
    // The two of the start, and at the most as many again as it takes while the chunk is dealt alone.
    expect(started).toBeLessThanOrEqual(5);
  });

  test("passes on what its listener throws", async () => {
    for (const jobs of [1, 2]) {
      const onProgress = () => {
        throw new Error("the listener");
      };
      await expect(parallel({ jobs, onProgress })).rejects.toThrow("the listener");
    }
  });

  test.each([0, -1, 1.5, Number.NaN, Infinity, "2" as unknown as number])(
    "refuses %o jobs",
    async (jobs) => {
      await expect(parallel({ jobs })).rejects.toThrow(/^jobs must be (an integer|a number)/);
    },
  );

  test("refuses a pool, a listener and a signal that is none", async () => {
    const wrong = { jobs: 2, close: () => undefined } as unknown as typeof pool;
    await expect(parallel({ jobs: 2, pool: wrong })).rejects.toThrow(
      "pool must be made by workerPool: an object",
    );
    const onProgress = 3 as unknown as () => void;
    await expect(parallel({ jobs: 2, onProgress })).rejects.toThrow(
      "onProgress must be a function: 3",
    );
    for (const signal of [new AbortController(), null] as unknown as AbortSignal[]) {
      await expect(parallel({ jobs: 2, signal })).rejects.toThrow(
        /^signal must be an AbortSignal: (an object|null)$/,
      );
    }
  });
});
