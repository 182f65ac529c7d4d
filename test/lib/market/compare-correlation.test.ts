import { describe, expect, test } from "vitest";
import { compareCorrelation } from "../../../lib/market/compare-correlation.ts";
import { fisherInterval } from "../../../lib/math/fisher-interval.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import golden from "../../golden/dependence.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { majorReturns } from "./major-returns.ts";
import { panelOf } from "./panels.ts";

const panel = majorReturns(["BTC", "ETH", "DOGE"]);
const options = {
  calm: { from: "2021-06-01", to: "2022-03-31" },
  crisis: { from: "2022-05-05", to: "2022-07-03" },
  confidence: 0.9,
  blockLength: 5,
  resamples: 4000,
  seed: 12,
};

describe("compareCorrelation", () => {
  const found = compareCorrelation(panel, options);
  const relative = golden.tolerance.rel;

  test("agrees with numpy on the correlations of both periods and on all intervals", () => {
    const { compare, tolerance } = golden;
    const within = { absolute: tolerance.bootstrap };
    found.pairs.forEach((pair, k) => {
      const name = pair.assets.join(" and ");
      const ends = (
        subject: string,
        interval: { lower: number; upper: number },
        row: number[],
      ): void => {
        expectClose(interval.lower, row[0]!, { ...within, subject: `${name} ${subject} lower` });
        expectClose(interval.upper, row[1]!, { ...within, subject: `${name} ${subject} upper` });
      };
      expectClose(pair.calm.value, compare.calm[k]!, { relative, subject: name });
      expectClose(pair.crisis.value, compare.crisis[k]!, { relative, subject: name });
      ends("calm", pair.calm.interval, compare.calmIntervals[k]!);
      ends("crisis", pair.crisis.interval, compare.crisisIntervals[k]!);
      ends("difference", pair.difference.interval, compare.differenceIntervals[k]!);
    });
    const { lower, upper } = found.average.difference.interval;
    expectClose(lower, compare.averageDifference[0]!, { ...within, subject: "average lower" });
    expectClose(upper, compare.averageDifference[1]!, { ...within, subject: "average upper" });
  });

  test("names pairs, periods, counts and settings", () => {
    expect(found.pairs.map(({ assets }) => assets)).toEqual([
      ["BTC", "ETH"],
      ["BTC", "DOGE"],
      ["ETH", "DOGE"],
    ]);
    expect(found.calm).toEqual({ ...options.calm, observations: 304 });
    expect(found.crisis).toEqual({ ...options.crisis, observations: 60 });
    expect(found).toMatchObject({ resamples: 4000, seed: 12, blockLength: 5, warnings: [] });
  });

  test("states Fisher's intervals, and differences that are crisis minus calm", () => {
    for (const pair of found.pairs) {
      const { calm, crisis, difference } = pair;
      const sample = { correlation: calm.value, observations: 304 };
      expect(pair.calmFisher).toEqual(fisherInterval(sample, 0.9));
      expect(difference.value).toBe(crisis.value - calm.value);
      expect(pair.differenceFisher.lower).toBeLessThan(difference.value);
      expect(pair.differenceFisher.upper).toBeGreaterThan(difference.value);
    }
    const mean = found.pairs.reduce((sum, { calm }) => sum + calm.value, 0) / 3;
    expect(found.average.calm.value).toBeCloseTo(mean, 14);
  });

  test("gives the same figures for the same seed, others for another", () => {
    const few = { ...options, resamples: 200 };
    expect(compareCorrelation(panel, few)).toEqual(compareCorrelation(panel, few));
    const other = compareCorrelation(panel, { ...few, seed: 13 });
    expect(other.average.calm.interval).not.toEqual(
      compareCorrelation(panel, few).average.calm.interval,
    );
    expect(other.average.calm.value).toBe(found.average.calm.value);
  });

  test("does not see the scale of an asset", () => {
    const scaled = panel.values.values.map((x, at) => x * [1e-9, 1, 1e9][at % 3]!);
    const few = { ...options, resamples: 200 };
    const other = compareCorrelation(
      { ...panel, values: { ...panel.values, values: scaled } },
      few,
    );
    const plain = compareCorrelation(panel, few);
    other.pairs.forEach((pair, k) => {
      const expected = plain.pairs[k]!.difference.interval.lower;
      expect(pair.difference.interval.lower).toBeCloseTo(expected, 11);
    });
  });

  test("covers an unchanged correlation in 90 of 100 samples, within three errors and the bias", () => {
    const trials = 300;
    let covered = 0;
    for (let stream = 0; stream < trials; stream++) {
      const random = randomStream({ seed: 77, stream });
      const rows = Array.from({ length: 200 }, () => {
        const x = random.normal();
        return [x, 0.6 * x + 0.8 * random.normal()];
      });
      const drawn = panelOf(["A", "B"], rows);
      const { pairs } = compareCorrelation(drawn, {
        ...options,
        calm: { from: drawn.dates[0]!, to: drawn.dates[119]! },
        crisis: { from: drawn.dates[120]!, to: drawn.dates[199]! },
        resamples: 200,
        blockLength: 2,
        seed: stream,
      });
      const { lower, upper } = pairs[0]!.difference.interval;
      if (lower <= 0 && 0 <= upper) covered++;
    }
    // Percentile intervals of some 100 pairs cover one or two points less than they say.
    const error = Math.sqrt(0.09 / trials);
    expect(covered / trials).toBeGreaterThan(0.9 - 3 * error - 0.02);
    expect(covered / trials).toBeLessThan(0.9 + 3 * error);
  });

  test("warns of a short period and of resamples in which an asset stood still", () => {
    const rows = Array.from({ length: 40 }, (_, i) => [
      Math.sin(i * i),
      i === 3 || i >= 30 ? Math.cos(i * i) : 0,
    ]);
    const drawn = panelOf(["A", "B"], rows);
    const result = compareCorrelation(drawn, {
      ...options,
      calm: { from: drawn.dates[0]!, to: drawn.dates[9]! },
      crisis: { from: drawn.dates[25]!, to: drawn.dates[39]! },
      blockLength: 1,
      resamples: 100,
    });
    expect(result.warnings.map(({ code }) => code)).toEqual([
      "few-observations",
      "skipped-resamples",
    ]);
    expect(result.pairs[0]!.calm.interval.lower).not.toBeNaN();
  });

  test("refuses periods that share dates, few dates, few resamples, long blocks", () => {
    const overlap = { ...options, crisis: { from: "2022-03-31", to: "2022-07-03" } };
    expect(() => compareCorrelation(panel, overlap)).toThrow(
      "calm and crisis must not share dates: 2021-06-01 to 2022-03-31 and 2022-03-31 to 2022-07-03",
    );
    const short = { ...options, crisis: { from: "2022-05-05", to: "2022-05-07" } };
    expect(() => compareCorrelation(panel, short)).toThrow("panel must have at least 4 dates: 3");
    expect(() => compareCorrelation(panel, { ...options, resamples: 50 })).toThrow(
      "resamples must",
    );
    expect(() => compareCorrelation(panel, { ...options, blockLength: 61 })).toThrow(
      "blockLength must not exceed 60 observations: 61",
    );
  });
});
