import { describe, expect, test } from "vitest";
import { uniformRankQuantile } from "../../../lib/math/beta-quantile.ts";
import { normalQuantile } from "../../../lib/math/normal-quantile.ts";
import { quantilePairs } from "../../../lib/math/quantile-pairs.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { expectClose } from "../expect-close.ts";

// scipy 1.17.1, scipy.stats.beta.ppf(p, rank, count - rank + 1); tolerance 1e-10 relative.
const witness = [
  [0.025, 1, 10, 0.0025285785444617848],
  [0.975, 10, 10, 0.9974714214555382],
  [0.5, 3, 100, 0.026650675402412404],
  [0.025, 730, 1460, 0.47403216221299843],
  [0.975, 1460, 1460, 0.9999826591859808],
  [0.5, 1, 1460, 0.0004746456629398396],
  [0.025, 1, 100000, 2.531780477933314e-7],
] as const;

describe("uniformRankQuantile", () => {
  test.each(witness)(
    "agrees with scipy: probability %d of rank %d of %d",
    (p, rank, count, value) => {
      const found = uniformRankQuantile(p, { rank, count });
      expectClose(found, value, { relative: 1e-10, subject: `${p} ${rank} ${count}` });
    },
  );

  test("is 1 - (1 - p)^(1/n) for the smallest and p^(1/n) for the largest", () => {
    for (const p of [1e-6, 0.2, 0.999]) {
      const smallest = uniformRankQuantile(p, { rank: 1, count: 40 });
      const largest = uniformRankQuantile(p, { rank: 40, count: 40 });
      expectClose(smallest, -Math.expm1(Math.log1p(-p) / 40), {
        relative: 1e-11,
        subject: "first",
      });
      expectClose(largest, p ** (1 / 40), { relative: 1e-11, subject: "last" });
    }
  });
});

describe("quantilePairs", () => {
  const random = randomStream({ seed: 3, stream: 0 });
  const sample = Float64Array.from({ length: 400 }, () => random.normal());

  test("holds each rank of a right law with the probability of its level", () => {
    let inside = 0;
    const [samples, count] = [400, 20];
    const bands = quantilePairs(sample.slice(0, count), normalQuantile, { level: 0.8 });
    for (let stream = 0; stream < samples; stream++) {
      const draws = randomStream({ seed: 9, stream });
      const sorted = Float64Array.from({ length: count }, () => draws.normal()).sort();
      inside += sorted.filter((x, i) => bands.lower[i]! <= x && x <= bands.upper[i]!).length;
    }
    // 8,000 ranks in 400 independent samples: 0.01 is some two standard errors.
    expect(Math.abs(inside / samples / count - 0.8)).toBeLessThan(0.02);
  });

  test("is ascending, symmetric for a symmetric law, and holds the theoretical value", () => {
    const { theoretical, observed, lower, upper } = quantilePairs(sample, normalQuantile, {
      level: 0.95,
    });
    expect(observed).toEqual(sample.toSorted());
    theoretical.forEach((value, i) => {
      expect(lower[i]!).toBeLessThan(value);
      expect(value).toBeLessThan(upper[i]!);
      expectClose(value, -theoretical.at(-1 - i)!, { absolute: 1e-9, subject: `rank ${i}` });
    });
  });

  test("keeps the outer quarters whole and thins the middle, with the ranks' own bands", () => {
    const all = quantilePairs(sample, normalQuantile, { level: 0.95 });
    const thin = quantilePairs(sample, normalQuantile, { level: 0.95, points: 100 });
    expect(thin.observations).toBe(400);
    expect(thin.observed.length).toBeGreaterThan(90);
    expect(thin.observed.length).toBeLessThan(115);
    expect(thin.observed.slice(0, 25)).toEqual(all.observed.slice(0, 25));
    expect(thin.upper.slice(-25)).toEqual(all.upper.slice(-25));
  });

  test("refuses an empty sample, NaN and a level of 95", () => {
    const run = (values: number[], level: number) => () =>
      quantilePairs(values, normalQuantile, { level });
    expect(run([], 0.95)).toThrow("sample must have at least 1 observation: 0");
    expect(run([1, Number.NaN], 0.95)).toThrow("sample[1] must be finite: NaN");
    expect(run([1], 95)).toThrow("level must be in (0, 1): 95");
    const law = (quantileOf: unknown) => () =>
      quantilePairs([1, 2], quantileOf as typeof normalQuantile, { level: 0.5 });
    expect(law(null)).toThrow("quantileOf must be a function: null");
    expect(law(() => Number.NaN)).toThrow(/quantileOf\(0\.\d+\) must be finite: NaN/);
  });
});
