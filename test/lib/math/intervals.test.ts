import { describe, expect, test } from "vitest";
import { pearsonCorrelation } from "../../../lib/math/covariance.ts";
import {
  correlationDifferenceInterval,
  fisherInterval,
} from "../../../lib/math/fisher-interval.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { wilsonInterval } from "../../../lib/math/wilson-interval.ts";
import golden from "../../golden/dependence.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";

const relative = golden.tolerance.rel;

describe("fisherInterval", () => {
  test.each(golden.fisher)("agrees with scipy: $observations pairs at $confidence", (row) => {
    const { lower, upper } = fisherInterval(row, row.confidence);
    expectClose(lower, row.lower, { relative, subject: "lower" });
    expectClose(upper, row.upper, { relative, subject: "upper" });
  });

  test("has no width at 1 and -1", () => {
    expect(fisherInterval({ correlation: 1, observations: 9 }, 0.9)).toEqual({
      lower: 1,
      upper: 1,
    });
    expect(fisherInterval({ correlation: -1, observations: 9 }, 0.9)).toEqual({
      lower: -1,
      upper: -1,
    });
  });

  test("refuses three observations, a correlation of 2 and a confidence of 95", () => {
    expect(() => fisherInterval({ correlation: 0, observations: 3 }, 0.9)).toThrow(
      "observations must be an integer of at least 4: 3",
    );
    expect(() => fisherInterval({ correlation: 2, observations: 9 }, 0.9)).toThrow(
      "correlation must be in [-1, 1]: 2",
    );
    expect(() => fisherInterval({ correlation: 0, observations: 9 }, 95)).toThrow("(0, 1): 95");
  });
});

describe("correlationDifferenceInterval", () => {
  test("covers the true difference of normal pairs in 90 of 100 samples, within three errors", () => {
    const [rho, later, trials] = [0.5, 0.8, 2000];
    const sample = (correlation: number, count: number, stream: number): number => {
      const random = randomStream({ seed: 41, stream });
      const x = Float64Array.from({ length: count }, () => random.normal());
      const rest = Math.sqrt(1 - correlation ** 2);
      return pearsonCorrelation(
        x,
        x.map((value) => correlation * value + rest * random.normal()),
      );
    };
    let covered = 0;
    for (let trial = 0; trial < trials; trial++) {
      const from = { correlation: sample(rho, 60, 2 * trial), observations: 60 };
      const to = { correlation: sample(later, 30, 2 * trial + 1), observations: 30 };
      const { lower, upper } = correlationDifferenceInterval({ from, to }, 0.9);
      if (lower <= later - rho && later - rho <= upper) covered++;
    }
    expect(Math.abs(covered / trials - 0.9)).toBeLessThan(3 * Math.sqrt(0.09 / trials));
  });

  test("turns round with its two sides", () => {
    const from = { correlation: 0.5, observations: 60 };
    const to = { correlation: 0.8, observations: 30 };
    const { lower, upper } = correlationDifferenceInterval({ from, to }, 0.9);
    const turned = correlationDifferenceInterval({ from: to, to: from }, 0.9);
    expect(turned.lower).toBeCloseTo(-upper, 15);
    expect(turned.upper).toBeCloseTo(-lower, 15);
  });
});

describe("wilsonInterval", () => {
  test.each(golden.wilson)("agrees with scipy: $successes of $trials", (row) => {
    const { lower, upper } = wilsonInterval(row, row.confidence);
    expectClose(lower, row.lower, { relative, absolute: 1e-15, subject: "lower" });
    expectClose(upper, row.upper, { relative, subject: "upper" });
  });

  test("refuses no trial and more successes than trials", () => {
    expect(() => wilsonInterval({ successes: 0, trials: 0 }, 0.9)).toThrow("trials must be");
    expect(() => wilsonInterval({ successes: 5, trials: 4 }, 0.9)).toThrow("from 0 to 4: 5");
  });
});
