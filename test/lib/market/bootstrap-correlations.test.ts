import { describe, expect, test } from "vitest";
import { compareCorrelation } from "../../../lib/market/compare-correlation.ts";
import { correlationMatrix } from "../../../lib/market/correlation-matrix.ts";
import { sliceReturns } from "../../../lib/market/return-window.ts";
import { circularBlocks } from "../../../lib/math/block-resample.ts";
import {
  correlationDifferenceInterval,
  fisherInterval,
} from "../../../lib/math/fisher-interval.ts";
import { quantile } from "../../../lib/math/quantile.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { expectClose } from "../expect-close.ts";
import { panelOf } from "./panels.ts";

// Small enough to write the bootstrap out again: 12 calm and 14 turbulent days of three assets.
const rows = Array.from({ length: 26 }, (_, i) => [
  ((i * 7) % 11) - 5,
  ((i * 5) % 13) - 6 + (i > 11 ? ((i * 7) % 11) - 5 : 0),
  ((i * 3) % 7) - 3,
]);
const panel = panelOf(["A", "B", "C"], rows);
const calm = { from: "2021-01-01", to: "2021-01-12" };
const crisis = { from: "2021-01-13", to: "2021-01-26" };
const options = { calm, crisis, confidence: 0.8, blockLength: 3, resamples: 100, seed: 4 };
const pairs = [
  [0, 1],
  [0, 2],
  [1, 2],
] as const;

function pearson(days: readonly (readonly number[])[], i: number, j: number): number {
  const mean = (k: number) => days.reduce((sum, day) => sum + day[k]!, 0) / days.length;
  const product = (k: number, l: number) => {
    const [a, b] = [mean(k), mean(l)];
    return days.reduce((sum, day) => sum + (day[k]! - a) * (day[l]! - b), 0);
  };
  return product(i, j) / Math.sqrt(product(i, i) * product(j, j));
}

/** Correlations of every pair and their mean in each resample of one side's streams. */
function resampled(days: readonly (readonly number[])[], side: number): number[][] {
  return Array.from({ length: 100 }, (_, r) => {
    const random = randomStream({ seed: 4, stream: 2 * r + side });
    const chosen = circularBlocks(random, { count: days.length, blockLength: 3 });
    const drawn = Array.from(chosen, (day) => days[day]!);
    const each = pairs.map(([i, j]) => pearson(drawn, i, j));
    return [...each, (each[0]! + each[1]! + each[2]!) / 3];
  });
}

describe("compareCorrelation of two small periods", () => {
  test("has the correlations of each period, their mean, and crisis minus calm", () => {
    const found = compareCorrelation(panel, options);
    const of = (range: typeof calm) =>
      correlationMatrix(sliceReturns(panel, range), { method: "pearson", missing: "complete" });
    const [before, after] = [of(calm).values.values, of(crisis).values.values];
    pairs.forEach(([i, j], k) => {
      const { assets, ...pair } = found.pairs[k]!;
      const close = (value: number, to: number) =>
        expectClose(value, to, { absolute: 1e-13, subject: assets.join(" and ") });
      close(pair.calm.value, before[3 * i + j]!);
      close(pair.crisis.value, after[3 * i + j]!);
      close(pair.difference.value, after[3 * i + j]! - before[3 * i + j]!);
    });
    const mean = found.pairs.reduce((sum, pair) => sum + pair.crisis.value, 0) / 3;
    expectClose(found.average.crisis.value, mean, { absolute: 1e-13, subject: "average" });
    expect(found.calm).toEqual({ ...calm, observations: 12 });
    expect(found.crisis).toEqual({ ...crisis, observations: 14 });
  });

  test("has percentiles of the block bootstrap that plain sums give, even streams before odd", () => {
    const found = compareCorrelation(panel, options);
    const [before, after] = [resampled(rows.slice(0, 12), 0), resampled(rows.slice(12), 1)];
    [...found.pairs, found.average].forEach((change, k) => {
      const check = (name: "calm" | "crisis" | "difference", draws: number[]) => {
        const { lower, upper } = change[name].interval;
        const at = (p: number) => quantile(Float64Array.from(draws), p, { type: 7 });
        expectClose(lower, at(0.1), { absolute: 1e-12, subject: `${name} ${k} lower` });
        expectClose(upper, at(0.9), { absolute: 1e-12, subject: `${name} ${k} upper` });
      };
      check(
        "calm",
        before.map((draw) => draw[k]!),
      );
      check(
        "crisis",
        after.map((draw) => draw[k]!),
      );
      check(
        "difference",
        after.map((draw, r) => draw[k]! - before[r]![k]!),
      );
    });
  });

  test("does not see a level far above the moves, nor an asset's unit", () => {
    const plain = compareCorrelation(panel, options);
    const moved = panelOf(
      ["A", "B", "C"],
      rows.map(([a, b, c]) => [1e6 + a!, 1e-9 * b! - 1e-3, 1e9 * c!]),
    );
    const found = compareCorrelation(moved, options);
    found.pairs.forEach((pair, k) => {
      for (const name of ["calm", "crisis", "difference"] as const) {
        const subject = `${pair.assets} ${name}`;
        const [is, was] = [pair[name], plain.pairs[k]![name]];
        expectClose(is.value, was.value, { absolute: 1e-7, subject });
        expectClose(is.interval.lower, was.interval.lower, { absolute: 1e-7, subject });
        expectClose(is.interval.upper, was.interval.upper, { absolute: 1e-7, subject });
      }
    });
  });

  test("counts resamples left out on both sides", () => {
    const still = panelOf(
      ["A", "B"],
      rows.map(([a], i) => [a!, Number(i === 5 || i === 20)]),
    );
    const draws = (side: number, count: number, day: number) =>
      Array.from({ length: 100 }, (_, r) =>
        circularBlocks(randomStream({ seed: 4, stream: 2 * r + side }), { count, blockLength: 3 }),
      ).filter((days) => !days.includes(day)).length;
    const skipped = draws(0, 12, 5) + draws(1, 14, 8);
    expect(compareCorrelation(still, options).warnings[1]!.message).toBe(
      `${skipped} resamples in which an asset did not move were left out`,
    );
  });

  test("has Fisher's intervals of each count of days", () => {
    const { pairs: found } = compareCorrelation(panel, options);
    for (const pair of found) {
      const from = { correlation: pair.calm.value, observations: 12 };
      const to = { correlation: pair.crisis.value, observations: 14 };
      expect(pair.calmFisher).toEqual(fisherInterval(from, 0.8));
      expect(pair.crisisFisher).toEqual(fisherInterval(to, 0.8));
      expect(pair.differenceFisher).toEqual(correlationDifferenceInterval({ from, to }, 0.8));
    }
  });

  test("takes the crisis before the calm as well, and refuses a day in both", () => {
    const turned = compareCorrelation(panel, { ...options, calm: crisis, crisis: calm });
    const found = compareCorrelation(panel, options);
    expect(turned.pairs[0]!.difference.value).toBe(-found.pairs[0]!.difference.value);
    const shared = { ...options, calm: { ...calm, to: "2021-01-13" } };
    const rule =
      "calm and crisis must not share dates: 2021-01-01 to 2021-01-13 and 2021-01-13 to 2021-01-26";
    expect(() => compareCorrelation(panel, shared)).toThrow(rule);
    expect(() =>
      compareCorrelation(panel, { ...options, calm: crisis, crisis: shared.calm }),
    ).toThrow("calm and crisis must not share dates: 2021-01-13 to");
  });

  test("warns of fewer than thirty days and counts resamples in which an asset stood still", () => {
    // Asset B moves on one calm day alone: a resample without that day has no correlation.
    const still = panelOf(
      ["A", "B"],
      rows.map(([a, b], i) => [a!, i < 12 ? Number(i === 5) : b!]),
    );
    const found = compareCorrelation(still, options);
    const without = Array.from({ length: 100 }, (_, r) =>
      circularBlocks(randomStream({ seed: 4, stream: 2 * r }), { count: 12, blockLength: 3 }),
    ).filter((days) => !days.includes(5)).length;
    expect(without).toBeGreaterThan(0);
    expect(found.warnings).toEqual([
      { code: "few-observations", message: "the shorter period holds 12 dates" },
      {
        code: "skipped-resamples",
        message: `${without} resamples in which an asset did not move were left out`,
      },
    ]);
    const long = panelOf(
      ["A", "B"],
      Array.from({ length: 60 }, (_, i) => [(i * 7) % 11, (i * 5) % 13]),
    );
    const halves = {
      calm: { from: "2021-01-01", to: "2021-01-30" },
      crisis: { from: "2021-01-31", to: "2021-03-01" },
    };
    expect(compareCorrelation(long, { ...options, ...halves }).warnings).toEqual([]);
  });

  test("refuses an asset that does not vary in a period, and three days", () => {
    const level = panelOf(
      ["A", "B"],
      rows.map(([a, b], i) => [a!, i < 12 ? 2 : b!]),
    );
    expect(() => compareCorrelation(level, options)).toThrow(
      "B must vary to have a correlation: 12 figures of 2",
    );
    const short = { ...options, calm: { from: "2021-01-01", to: "2021-01-03" } };
    expect(() => compareCorrelation(panel, short)).toThrow("panel must have at least 4 dates: 3");
  });
});
