import { describe, expect, test } from "vitest";
import {
  black76Batch,
  type GreeksBatch,
  type OptionBatch,
} from "../../../lib/instruments/black76-batch.ts";
import { uniformDraws } from "../../../lib/math/random-stream.ts";
import { parallelBlack76Batch } from "../../../lib/parallel/parallel-black76-batch.ts";
import { expectSameBits } from "../math/kernels/same-bits.ts";

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
