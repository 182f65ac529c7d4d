import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  excessKurtosis,
  isConstant,
  mean,
  moments,
  sampleVariance,
  skewness,
  standardDeviation,
} from "../../../lib/math/moments.ts";
import golden from "../../golden/statistics.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";

const sample = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 4, maxLength: 40 });
const varied = sample.filter((values) => !isConstant(values));

describe("moments", () => {
  test("agree with QuantLib's figures to 1e-9", () => {
    // QuantLib 2a13d4550, test-suite/stats.cpp: bias-corrected skewness and excess kurtosis.
    const found = moments([3, 4, 5, 2, 3, 4, 5, 6, 4, 7]);
    const expected = {
      mean: 4.3,
      variance: 2.23333333333,
      standardDeviation: 1.4944341181,
      skewness: 0.359543071407,
      excessKurtosis: -0.151799637209,
    };
    for (const name of Object.keys(expected) as (keyof typeof expected)[]) {
      expectClose(found[name], expected[name], { absolute: 1e-9, subject: name });
    }
    expect(found.observations).toBe(10);
  });

  test.each(golden.moments)("agree with exact arithmetic and scipy: $name", (row) => {
    const found = moments(row.values);
    for (const name of ["mean", "variance", "skewness", "excessKurtosis"] as const) {
      const subject = `${name} of ${row.name}`;
      expectClose(found[name], row[name], {
        relative: golden.tolerance.rel,
        absolute: 1e-14,
        subject,
      });
    }
  });

  test.each([
    ["NumAcc3", 1e6, 1e-9],
    ["NumAcc4", 1e7, 1e-7],
  ])("agree with NIST's certified mean and deviation: %s", (_, level, relative) => {
    // NIST Statistical Reference Datasets, univariate: 1,001 values around level + 0.2.
    const swing = Array.from({ length: 1000 }, (__, i) => level + (i % 2 === 0 ? 0.1 : 0.3));
    const values = [level + 0.2, ...swing];
    expectClose(mean(values), level + 0.2, { relative: 1e-15, subject: "mean" });
    expectClose(standardDeviation(values), 0.1, { relative, subject: "deviation" });
  });

  test("of deviations one billion from zero lose no digit of the variance", () => {
    expect(sampleVariance([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])).toBe(30);
  });

  test("of a constant sample: variance exactly 0, no skewness, no kurtosis", () => {
    expect(sampleVariance([0.1, 0.1, 0.1])).toBe(0);
    expect(() => skewness([0.1, 0.1, 0.1])).toThrow("values must not all be equal: 0.1");
    expect(() => excessKurtosis([2, 2, 2, 2])).toThrow("values must not all be equal: 2");
  });

  test("refuse a spread whose squares are beyond doubles: no skewness of 0 comes of it", () => {
    const huge = [1e200, 2e200, 3e200, 9e200];
    const message = "sum of squared deviations must be finite: Infinity";
    for (const estimate of [sampleVariance, skewness, excessKurtosis, moments]) {
      expect(() => estimate(huge)).toThrow(message);
    }
    expect(() => mean([1e308, 1e308])).toThrow("sum of values must be finite: Infinity");
  });

  test("need 1, 2, 3 and 4 observations", () => {
    expect(() => mean([])).toThrow("values must have at least 1 observation: 0");
    expect(() => sampleVariance([1])).toThrow("values must have at least 2 observations: 1");
    expect(() => skewness([1, 2])).toThrow("values must have at least 3 observations: 2");
    expect(() => excessKurtosis([1, 2, 4])).toThrow("values must have at least 4 observations: 3");
  });

  test("refuse NaN by its place", () => {
    expect(() => mean([1, Number.NaN])).toThrow("values[1] must be finite: NaN");
  });

  test("of the mirrored sample have mirrored mean and skewness, and the same spread", () => {
    fc.assert(
      fc.property(varied, (values) => {
        const mirrored = values.map((value) => -value);
        expect(skewness(mirrored)).toBeCloseTo(-skewness(values), 9);
        expect(excessKurtosis(mirrored)).toBeCloseTo(excessKurtosis(values), 9);
        expect(standardDeviation(mirrored)).toBe(standardDeviation(values));
        expect(mean(mirrored)).toBeCloseTo(-mean(values), 12);
      }),
    );
  });

  test("do not see the unit in skewness and kurtosis", () => {
    fc.assert(
      fc.property(varied, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (values, unit) => {
        const scaled = values.map((value) => value * unit);
        expect(skewness(scaled)).toBeCloseTo(skewness(values), 8);
        expect(excessKurtosis(scaled)).toBeCloseTo(excessKurtosis(values), 8);
      }),
    );
  });
});
