import { afterAll, describe, expect, test, vi } from "vitest";
import { addDays } from "../../../lib/base/time.ts";
import { correlationMatrix } from "../../../lib/market/correlation-matrix.ts";
import { covarianceMatrix } from "../../../lib/market/covariance-matrix.ts";
import type { ReturnPanel } from "../../../lib/market/returns.ts";
import { normalDraws } from "../../../lib/math/random-stream.ts";
import { parallelCorrelationMatrix } from "../../../lib/parallel/parallel-correlation-matrix.ts";
import { parallelCovarianceMatrix } from "../../../lib/parallel/parallel-covariance-matrix.ts";
import { startWorker } from "../../../lib/parallel/start-worker.ts";
import { poolOn, workerPool } from "../../../lib/parallel/worker-pool.ts";
import { expectSameBits } from "../math/kernels/same-bits.ts";
import { fatalStart } from "./fatal-start.ts";

const pool = workerPool({ jobs: 2 });
afterAll(() => pool.close());

function panelOf(rows: number, columns: number): ReturnPanel<"simple"> {
  const values = normalDraws({ seed: rows, stream: columns }, rows * columns);
  return {
    kind: "simple",
    dates: Array.from({ length: rows }, (_, i) => addDays("2001-01-01", i)),
    assets: Array.from({ length: columns }, (_, j) => `C${j}`),
    values: { rows, columns, values: values.map((x) => x / 50) },
  };
}

/** Four chunks of 2,000 rows and one that is short; a panel of four columns has one of its own. */
const panel = panelOf(2_000, 257);
const pearson = { method: "pearson", missing: "complete" } as const;
const correlation = correlationMatrix(panel, pearson);
const covariance = covarianceMatrix(panel, { missing: "complete" });

describe("parallelCorrelationMatrix", () => {
  test.each([1, 2, 3, 16])(
    "gives what correlationMatrix gives with %d jobs, to the bit",
    async (jobs) => {
      const {
        jobs: drew,
        replaced,
        note,
        ...found
      } = await parallelCorrelationMatrix(panel, pearson, { jobs });
      expectSameBits(found.values.values, correlation.values.values);
      expect(found).toEqual(correlation);
      expect([drew, replaced, note]).toEqual([Math.min(jobs, 5), 0, undefined]);
    },
  );

  test.each([1, 2, 3])("gives it with %d workers of which one dies, and says so", async (jobs) => {
    using mortal = poolOn(
      fatalStart(startWorker, (_, sent) => sent === 3),
      { jobs: 3 },
    );
    const found = await parallelCorrelationMatrix(panel, pearson, { jobs, pool: mortal });
    expectSameBits(found.values.values, correlation.values.values);
    expect(found).toMatchObject({ jobs, replaced: 1 });
  });

  test("gives it without shared memory, and says so", async () => {
    vi.stubGlobal("SharedArrayBuffer", undefined);
    try {
      const found = await parallelCorrelationMatrix(panel, pearson, { jobs: 2, pool });
      expectSameBits(found.values.values, correlation.values.values);
      expect(found.note).toBe("workers have no shared memory here: their results were copied");
    } finally {
      vi.unstubAllGlobals();
    }
  });

  test("reads shared returns where they lie, and leaves one result alone at the next call", async () => {
    const values = new Float64Array(new SharedArrayBuffer(8 * panel.values.values.length));
    values.set(panel.values.values);
    const shared = { ...panel, values: { ...panel.values, values } };
    const found = await parallelCorrelationMatrix(shared, pearson, { jobs: 2, pool });
    await parallelCorrelationMatrix(panelOf(1_900, 257), pearson, { jobs: 2, pool });
    expectSameBits(found.values.values, correlation.values.values);
    expectSameBits(values, panel.values.values);
  });

  test("serves calls at the same time, each with its own", async () => {
    const other = panelOf(2_500, 200);
    const options = { jobs: 2, pool };
    const [one, two, three] = await Promise.all([
      parallelCorrelationMatrix(panel, pearson, options),
      parallelCorrelationMatrix(other, pearson, options),
      parallelCovarianceMatrix(panel, { missing: "pairwise" }, options),
    ]);
    expectSameBits(one.values.values, correlation.values.values);
    expectSameBits(two.values.values, correlationMatrix(other, pearson).values.values);
    expectSameBits(three.values.values, covariance.values.values);
  });

  test("leaves out dates on which a return is missing, and refuses what correlationMatrix refuses", async () => {
    const values = panel.values.values.map((x, at) => (at % 100_003 === 7 ? Number.NaN : x));
    const gaps = { ...panel, values: { ...panel.values, values } };
    const found = await parallelCorrelationMatrix(gaps, pearson, { jobs: 2, pool });
    expect(found.observations).toBe(1_994);
    expectSameBits(found.values.values, correlationMatrix(gaps, pearson).values.values);
    const still = panel.values.values.map((x, at) => (at % 257 === 9 ? 0.25 : x));
    const constant = { ...panel, values: { ...panel.values, values: still } };
    const run = parallelCorrelationMatrix(constant, pearson, { jobs: 2, pool });
    await expect(run).rejects.toThrow("C9 must vary to have a correlation: 2000 returns of 0.25");
    const infinite = panel.values.values.map((x, at) => (at === 5 ? Infinity : x));
    const endless = { ...panel, values: { ...panel.values, values: infinite } };
    const other = parallelCorrelationMatrix(endless, pearson, { jobs: 2, pool });
    await expect(other).rejects.toThrow(
      `C5 on ${panel.dates[0]} must be finite or missing: Infinity`,
    );
  });

  test("measures on this thread what has no sample in common, and says so", async () => {
    const small = panelOf(40, 6);
    const kendall = { method: "kendall", missing: "pairwise" } as const;
    const { jobs, replaced, note, ...found } = await parallelCorrelationMatrix(small, kendall, {
      jobs: 2,
      pool,
    });
    expect(found).toEqual(correlationMatrix(small, kendall));
    expect({ jobs, replaced, note }).toEqual({
      jobs: 1,
      replaced: 0,
      note: "pairs were measured one by one, by this thread",
    });
  });

  test("rejects wrong jobs and a signal that was given, before and midway", async () => {
    await expect(parallelCorrelationMatrix(panel, pearson, { jobs: 0 })).rejects.toThrow(
      "jobs must be",
    );
    const signal = AbortSignal.abort(new Error("no"));
    await expect(parallelCorrelationMatrix(panel, pearson, { jobs: 2, signal })).rejects.toThrow(
      "no",
    );
    const stop = new AbortController();
    const onProgress = () => stop.abort(new Error("enough"));
    const how = { jobs: 2, pool, signal: stop.signal, onProgress };
    await expect(parallelCorrelationMatrix(panel, pearson, how)).rejects.toThrow("enough");
    const next = await parallelCorrelationMatrix(panel, pearson, { jobs: 2, pool });
    expectSameBits(next.values.values, correlation.values.values);
  });
});

describe("parallelCovarianceMatrix", () => {
  test.each([1, 2, 3])(
    "gives what covarianceMatrix gives with %d jobs, to the bit",
    async (jobs) => {
      const {
        jobs: drew,
        replaced,
        ...found
      } = await parallelCovarianceMatrix(panel, { missing: "complete" }, { jobs });
      expectSameBits(found.values.values, covariance.values.values);
      expect(found).toEqual(covariance);
      expect([drew, replaced]).toEqual([jobs, 0]);
    },
  );

  test("refuses a single date, as covarianceMatrix does", async () => {
    const run = parallelCovarianceMatrix(
      panelOf(1, 300),
      { missing: "complete" },
      { jobs: 2, pool },
    );
    await expect(run).rejects.toThrow("C0 must have at least 2 returns: 1");
  });
});
