import { describe, expect, test } from "vitest";
import { brownianModel } from "../../../lib/market/paths/brownian-model.ts";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import {
  drawOn,
  parallelPathVar,
  type StartThread,
} from "../../../lib/parallel/parallel-path-var.ts";
import type { PathModelSpec } from "../../../lib/parallel/path-model-spec.ts";
import type { ChunkProgress } from "../../../lib/parallel/run-chunks.ts";
import { startThread } from "../../../lib/parallel/start-thread.ts";
import { pathVar } from "../../../lib/var/path-var.ts";

const options = {
  assets: ["BTC", "ETH"],
  start: [30_000, 2_000],
  periodsPerYear: 365,
  drift: { measure: "real-world", annualGrowth: [0.1, 0.2] },
  annualVolatility: [0.6, 0.8],
  correlation: matrixFromRows([
    [1, 0.8],
    [0.8, 1],
  ]),
} as const;
const model: PathModelSpec = { kind: "brownian", options };
const plan = {
  confidence: 0.99,
  horizonDays: 3,
  unit: "USD",
  exposures: [1_000, -400],
  when: "worst",
  paths: 5_000,
  seed: 7,
} as const;

/** The 64 bits of each figure. */
function bits(estimate: { readonly valueAtRisk: number; readonly expectedShortfall: number }) {
  const { valueAtRisk, expectedShortfall } = estimate;
  const figures = { ...estimate } as Record<string, unknown>;
  const errors = [figures.standardError, figures.expectedShortfallStandardError] as number[];
  return [...new BigUint64Array(Float64Array.of(valueAtRisk, expectedShortfall, ...errors).buffer)];
}

/**
 * Threads of which the second is ended at the chunk of that number, counted from 1, whose outcomes are then
 * spoilt; the others get nothing to do before that.
 */
function mortal(fatal: number): StartThread {
  let started = 0;
  let dead = false;
  const held: (() => void)[] = [];
  return (work, events) => {
    if (++started !== 2) {
      const thread = startThread(work, events);
      const send: typeof thread.send = (chunk) => {
        if (dead) thread.send(chunk);
        else held.push(() => thread.send(chunk));
      };
      return { ...thread, send };
    }
    let sent = 0;
    let last = { first: 0, count: 0 };
    const died = (reason: string) => {
      if (dead || sent < fatal) return;
      dead = true;
      new Float64Array(work.pnl).fill(-1e9, last.first, last.first + last.count);
      events.died(reason);
      for (const go of held) go();
    };
    const thread = startThread(work, { ...events, died });
    return {
      ...thread,
      send: (chunk) => {
        last = chunk;
        thread.send(chunk);
        if (++sent === fatal) thread.end();
      },
    };
  };
}

describe("parallelPathVar", () => {
  const alone = bits(pathVar(brownianModel(options), plan));

  test.each([1, 2])("has the bits of pathVar with %i threads", async (jobs) => {
    const found = await parallelPathVar(model, plan, { jobs });
    expect(bits(found)).toEqual(alone);
    expect(found).toMatchObject({ jobs, replaced: 0, paths: 5_000 });
    expect(found.note).toBeUndefined();
  });

  test.each([2, 3, 16])(
    "has them with %i threads of which one dies midway, and says so",
    async (jobs) => {
      const seen: ChunkProgress[] = [];
      const onProgress = (progress: ChunkProgress) => seen.push(progress);
      // Of sixteen threads each gets one of the ten chunks, or none.
      const dying = mortal(jobs < 10 ? 2 : 1);
      const found = await drawOn(dying, { model, options: plan }, { jobs, onProgress });
      expect(bits(found)).toEqual(alone);
      expect(found).toMatchObject({ jobs: Math.min(jobs, 10), replaced: 1 });
      const [death, ...others] = seen.filter(({ kind }) => kind === "replaced");
      expect(death).toMatchObject({ chunk: { count: expect.any(Number) } });
      expect(others).toEqual([]);
      const chunks = seen.filter(({ kind }) => kind === "chunk");
      expect(chunks.map((chunk) => "done" in chunk && chunk.done)).toEqual(
        Array.from({ length: 10 }, (_, k) => k + 1),
      );
    },
  );

  test("keeps pairs and Sobol replicates whole over threads", async () => {
    for (const sampling of [
      { sampling: "antithetic" },
      { sampling: "sobol", pointsPerReplicate: 64, paths: 64 * 40 },
    ] as const) {
      const asked = { ...plan, paths: 2_000, ...sampling };
      const found = await parallelPathVar(model, asked, { jobs: 2 });
      expect(bits(found)).toEqual(bits(pathVar(brownianModel(options), asked)));
    }
  });

  test("stops when the signal says so, with its reason, on threads and without", async () => {
    for (const jobs of [1, 2]) {
      const stop = new AbortController();
      const run = parallelPathVar(
        model,
        { ...plan, paths: 200_000 },
        {
          jobs,
          signal: stop.signal,
          onProgress: () => stop.abort(new Error("enough")),
        },
      );
      await expect(run).rejects.toThrow("enough");
    }
    const run = parallelPathVar(model, plan, {
      jobs: 2,
      signal: AbortSignal.abort(new Error("no")),
    });
    await expect(run).rejects.toThrow("no");
  });

  test("draws on this thread where threads are forbidden, and says why", async () => {
    const forbidden: StartThread = () => {
      throw new Error("access to worker threads is denied");
    };
    const found = await drawOn(forbidden, { model, options: plan }, { jobs: 4 });
    expect(bits(found)).toEqual(alone);
    expect(found).toMatchObject({
      jobs: 1,
      note: "threads cannot be started here: access to worker threads is denied",
    });
  });

  test("gives up on a chunk that ends three threads, and ends the others", async () => {
    let started = 0;
    const deadly: StartThread = (work, events) => {
      started++;
      const thread = startThread(work, events);
      return {
        ...thread,
        send: (chunk) => (chunk.first === 0 ? thread.end() : thread.send(chunk)),
      };
    };
    const run = drawOn(deadly, { model, options: plan }, { jobs: 2 });
    await expect(run).rejects.toThrow("workers must survive scenarios 0 to 511: 3 died");
    expect(started).toBe(4);
  });

  test("passes on what the work itself refuses, and what its listener throws", async () => {
    const wild: PathModelSpec = {
      kind: "brownian",
      options: { ...options, drift: { ...options.drift, annualGrowth: [3e5, 0] } },
    };
    for (const jobs of [1, 2]) {
      const run = parallelPathVar(wild, plan, { jobs });
      await expect(run).rejects.toThrow(RangeError);
      await expect(run).rejects.toThrow("price of BTC on path");
      const heard = parallelPathVar(model, plan, {
        jobs,
        onProgress: () => {
          throw new Error("the listener");
        },
      });
      await expect(heard).rejects.toThrow("the listener");
    }
  });

  test("refuses no jobs, a model of no kind and what pathVar refuses", async () => {
    await expect(parallelPathVar(model, plan, { jobs: 0 })).rejects.toThrow("jobs must be");
    const none = { ...model, kind: "mine" } as unknown as PathModelSpec;
    await expect(parallelPathVar(none, plan, { jobs: 2 })).rejects.toThrow("kind of model must be");
    const wrong = parallelPathVar(model, { ...plan, confidence: 99 }, { jobs: 2 });
    await expect(wrong).rejects.toThrow("confidence must be in (0, 1): 99");
  });
});
