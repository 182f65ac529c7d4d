import { describe, expect, test } from "vitest";
import { orderStatisticInterval } from "../../../lib/math/order-statistic-interval.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { expectClose } from "../expect-close.ts";

// scipy 1.17.1, ranks by search over scipy.stats.binom; coverage 1e-9 absolute.
const witness = [
  [10, 0.5, 0.95, 2, 9, 0.978515625],
  [1460, 0.95, 0.95, 1370, 1404, 0.959007591124177],
  [1460, 0.99, 0.95, 1438, 1453, 0.9531495691695229],
  [1460, 0.999, 0.95, 1456, 1461, 0.983300317431068],
  [250, 0.99, 0.9, 245, 251, 0.9588168159301514],
  [30, 0.1, 0.95, 0, 8, 0.9922163807620786],
] as const;

describe("orderStatisticInterval", () => {
  test.each(witness)(
    "of %d observations at %d and level %d has the ranks of the binomial law",
    (count, probability, level, lowerRank, upperRank, coverage) => {
      const ascending = Float64Array.from({ length: count }, (_, i) => i + 1);
      const found = orderStatisticInterval(ascending.toReversed(), { probability, level });
      expect([found.lowerRank, found.upperRank]).toEqual([lowerRank, upperRank]);
      expect(found.lower).toBe(lowerRank === 0 ? -Infinity : lowerRank);
      expect(found.upper).toBe(upperRank > count ? Infinity : upperRank);
      expectClose(found.coverage, coverage, { absolute: 1e-9, subject: "coverage" });
    },
  );

  test("holds the 99 % quantile of an exponential law as often as it says", () => {
    const truth = Math.log(100);
    let held = 0;
    let coverage = 0;
    for (let stream = 0; stream < 400; stream++) {
      const random = randomStream({ seed: 4, stream });
      const sample = Array.from({ length: 500 }, () => -Math.log(random.uniform()));
      const found = orderStatisticInterval(sample, { probability: 0.99, level: 0.9 });
      if (found.lower <= truth && truth < found.upper) held++;
      coverage = found.coverage;
    }
    // Three binomial standard errors of 400 samples.
    expect(Math.abs(held / 400 - coverage)).toBeLessThan(3 * Math.sqrt((0.9 * 0.1) / 400));
  });

  test("of one observation, of ties, and what it refuses", () => {
    const one = orderStatisticInterval([7], { probability: 0.5, level: 0.95 });
    expect([one.lower, one.upper, one.coverage]).toEqual([-Infinity, Infinity, 1]);
    const ties = orderStatisticInterval(Array(50).fill(2), { probability: 0.5, level: 0.95 });
    expect([ties.lower, ties.upper]).toEqual([2, 2]);
    const run = (sample: number[], probability: number) => () =>
      orderStatisticInterval(sample, { probability, level: 0.95 });
    expect(run([], 0.5)).toThrow("sample must have at least 1 observation: 0");
    expect(run([1, Number.NaN], 0.5)).toThrow("sample[1] must be finite: NaN");
    expect(run([1], 1)).toThrow("probability must be in (0, 1): 1");
  });
});
