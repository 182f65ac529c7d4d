import { afterAll, describe, expect, test, vi } from "vitest";
import { black76Batch } from "../../../lib/instruments/black76-batch.ts";
import type { GreeksBatch } from "../../../lib/instruments/greeks-batch.ts";
import type { OptionBatch } from "../../../lib/instruments/option-batch.ts";
import { uniformDraws } from "../../../lib/math/random-stream.ts";
import { parallelBlack76Batch } from "../../../lib/parallel/parallel-black76-batch.ts";
import { startWorker } from "../../../lib/parallel/start-worker.ts";
import { poolOn, workerPool } from "../../../lib/parallel/worker-pool.ts";
import { expectSameBits } from "../math/kernels/same-bits.ts";
import { fatalStart } from "./fatal-start.ts";

// Three chunks of the task, the last short and odd.
const count = 2 * 65_536 + 77;
const draws = (stream: number): Float64Array => uniformDraws({ seed: 17, stream }, count);
const batch = {
  kind: Array.from(draws(0), (u) => (u < 0.5 ? ("call" as const) : ("put" as const))),
  forward: draws(1).map((u) => 50 + 100 * u),
  strike: draws(2).map((u) => 50 + 100 * u),
  // Some of each chunk are at expiry.
  years: draws(3).map((u, i) => (i % 997 === 0 ? 0 : 2 * u + 0.001)),
  rate: draws(4).map((u) => 0.1 * u - 0.02),
  volatility: draws(5).map((u) => 0.1 + u),
};
const names = [
  "price",
  "delta",
  "gamma",
  "vegaPerVolPoint",
  "thetaPerDay",
  "rhoPerRatePoint",
] as const satisfies (keyof GreeksBatch)[];

describe("parallelBlack76Batch", () => {
  test.each([1, 2, 3])("gives what black76Batch gives with %d jobs, to the bit", async (jobs) => {
    const found = await parallelBlack76Batch(batch, { jobs });
    const expected = black76Batch(batch);
    for (const name of names) expectSameBits(found[name], expected[name]);
    expect([found.jobs, found.replaced]).toEqual([jobs, 0]);
  });

  test("reads shared terms where they lie, takes lists, and leaves both as they were", async () => {
    const years = new Float64Array(new SharedArrayBuffer(8 * count));
    years.set(batch.years);
    const found = await parallelBlack76Batch(
      { ...batch, years, rate: [...batch.rate] },
      { jobs: 2 },
    );
    const expected = black76Batch(batch);
    for (const name of names) expectSameBits(found[name], expected[name]);
    expectSameBits(years, batch.years);
  });

  test.each([1, 2])("names the first option that it refuses, with %d jobs", async (jobs) => {
    const strike = batch.strike.slice();
    strike[40_000] = -1;
    strike[70_000] = 0;
    const run = parallelBlack76Batch({ ...batch, strike }, { jobs });
    await expect(run).rejects.toThrow("option 40000: strike must be a positive number: -1");
    const kind = [...batch.kind];
    (kind as string[])[90_000] = "straddle";
    const other = parallelBlack76Batch({ ...batch, kind }, { jobs });
    await expect(other).rejects.toThrow(/option 90000: kind must be .*straddle/);
    const short = { ...batch, rate: [0] } as OptionBatch;
    await expect(parallelBlack76Batch(short, { jobs })).rejects.toThrow(/rate/);
    await expect(parallelBlack76Batch(batch, { jobs: 0 })).rejects.toThrow("jobs");
  });

  test("takes none", async () => {
    const none = { kind: [], strike: [], years: [], forward: [], rate: [], volatility: [] };
    expect((await parallelBlack76Batch(none, { jobs: 2 })).price.length).toBe(0);
  });
});

describe("parallelBlack76Batch into arrays of the caller", () => {
  const pool = workerPool({ jobs: 2 });
  afterAll(() => pool.close());
  const kind = Int8Array.from(batch.kind, (one) => (one === "call" ? 1 : -1));
  const expected = black76Batch(batch);
  const other = { ...batch, kind, volatility: batch.volatility.map((one) => one + 0.1) };
  const otherExpected = black76Batch(other);
  const room = (isShared: (k: number) => boolean): GreeksBatch => {
    const bytes = 8 * count;
    const arrays = names.map((name, k) => {
      const memory = isShared(k) ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
      return [name, new Float64Array(memory).fill(Number.NaN)];
    });
    return Object.fromEntries(arrays);
  };
  const memories = {
    shared: () => room(() => true),
    plain: () => room(() => false),
    mixed: () => room((k) => k % 2 === 0),
  };
  const cases = (Object.keys(memories) as (keyof typeof memories)[]).flatMap((memory) =>
    [1, 2, 3].map((jobs) => [memory, jobs] as const),
  );

  test.each(cases)(
    "gives the bits of black76Batch in %s memory with %d jobs",
    async (memory, jobs) => {
      const into = memories[memory]();
      for (const [terms, bits] of [
        [batch, expected],
        [other, otherExpected],
      ] as const) {
        const found = await parallelBlack76Batch(terms, { jobs, into });
        for (const name of names) {
          expect(found[name]).toBe(into[name]);
          expectSameBits(into[name], bits[name]);
        }
      }
    },
  );

  test("takes an earlier result, and parts of larger memory", async () => {
    const first = await parallelBlack76Batch(batch, { jobs: 2 });
    const again = await parallelBlack76Batch(other, { jobs: 2, into: first });
    expect(again.price).toBe(first.price);
    const memory = new SharedArrayBuffer(8 * 7 * count);
    const rows = names.map((name, k) => [
      name,
      new Float64Array(memory, 8 * k * count + 64, count),
    ]);
    const into = Object.fromEntries(rows) as unknown as GreeksBatch;
    await parallelBlack76Batch(other, { jobs: 2, into });
    for (const name of names) {
      expectSameBits(again[name], otherExpected[name]);
      expectSameBits(into[name], otherExpected[name]);
    }
  });

  test.each(["shared", "plain"] as const)("has the bits when a worker dies: %s", async (memory) => {
    let sent = 0;
    using mortal = poolOn(
      fatalStart(startWorker, () => ++sent === 2),
      { jobs: 2 },
    );
    const into = memories[memory]();
    const found = await parallelBlack76Batch(batch, { jobs: 2, pool: mortal, into });
    expect(found.replaced).toBe(1);
    for (const name of names) expectSameBits(into[name], expected[name]);
  });

  test("has the bits where threads have no shared memory", async () => {
    const into = memories.plain();
    vi.stubGlobal("SharedArrayBuffer", undefined);
    try {
      await parallelBlack76Batch(batch, { jobs: 2, pool, into });
    } finally {
      vi.unstubAllGlobals();
    }
    for (const name of names) expectSameBits(into[name], expected[name]);
  });

  test("leaves plain arrays as they were when an option is refused", async () => {
    const into = memories.plain();
    const strike = batch.strike.slice();
    strike[100_000] = -1;
    const run = parallelBlack76Batch({ ...batch, strike }, { jobs: 2, into });
    await expect(run).rejects.toThrow("option 100000: strike must be a positive number: -1");
    for (const name of names) expect(into[name].every(Number.isNaN)).toBe(true);
  });

  test("writes nothing of a run that was given up over the next one's figures", async () => {
    const into = memories.shared();
    for (let after = 0; after < 12; after++) {
      const stop = new AbortController();
      const run = parallelBlack76Batch(batch, { jobs: 2, into, signal: stop.signal });
      setTimeout(() => stop.abort(new Error("enough")), after / 4);
      await run.catch((error) => expect(error.message).toBe("enough"));
      await parallelBlack76Batch(other, { jobs: 3, into });
      for (const name of names) expectSameBits(into[name], otherExpected[name]);
    }
  });

  test("refuses arrays that another call writes to, and only as long as it does", async () => {
    const into = memories.shared();
    const first = parallelBlack76Batch(batch, { jobs: 2, into });
    const { delta, price } = into;
    const crossed = { ...memories.shared(), price: delta, delta: price };
    await expect(parallelBlack76Batch(other, { jobs: 2, into: crossed })).rejects.toThrow(
      "into.price must be free: another call may still write to it",
    );
    await first;
    for (const name of names) expectSameBits(into[name], expected[name]);
    await parallelBlack76Batch(other, { jobs: 2, into: crossed });
    expectSameBits(delta, otherExpected.price);
  });

  test("refuses into as black76Batch does, before jobs and after the batch", async () => {
    const into = { ...memories.plain(), gamma: new Float64Array(3) };
    await expect(parallelBlack76Batch(batch, { jobs: 0, into })).rejects.toThrow(
      `kind and into.gamma must have the same length: ${count} and 3`,
    );
    const short = { ...batch, rate: [0] };
    await expect(parallelBlack76Batch(short, { jobs: 2, into })).rejects.toThrow("kind and rate");
    await expect(parallelBlack76Batch(batch, { jobs: 0, into: memories.plain() })).rejects.toThrow(
      "jobs",
    );
    await expect(
      parallelBlack76Batch(batch, undefined as unknown as { jobs: number }),
    ).rejects.toThrow("parallel must be an object: undefined");
  });
});
