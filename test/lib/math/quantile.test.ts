import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quantile, quantileTypes, snapToInteger } from "../../../lib/math/quantile.ts";
import golden from "../../golden/quantiles.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const sample = fc.array(finite, { minLength: 1, maxLength: 30 });
const probability = fc.double({ min: 0, max: 1, noNaN: true });
const type = fc.constantFrom(...quantileTypes);

describe("quantile", () => {
  test.each(golden.samples)("agrees with numpy in all nine types: $name", ({ values, rows }) => {
    for (const row of rows) {
      for (const type of quantileTypes) {
        const subject = `type ${type} at ${row.probability}`;
        const found = quantile(values, row.probability, { type });
        expectClose(found, row.byType[type - 1]!, { absolute: golden.tolerance.abs, subject });
      }
    }
  });

  test("is type 7 unless asked: 1.9 at 0.3 of 1, 3, 2, 4", () => {
    // OpenGamma Strata 39c46e342, QuantileCalculationMethodTest.excel; tolerance 1e-10.
    expect(quantile([1, 3, 2, 4], 0.3)).toBeCloseTo(1.9, 10);
  });

  test("takes 100 * 0.07 for the 7th of 100, though it rounds to 7.000000000000001", () => {
    const values = Array.from({ length: 100 }, (_, i) => i + 1);
    expect(100 * 0.07).not.toBe(7);
    expect(quantile(values, 0.07, { type: 1 })).toBe(7);
    expect(quantile(values, 0.07, { type: 2 })).toBe(7.5);
    expect(quantile(values, 0.07, { type: 4 })).toBe(7);
  });

  test("lies between the smallest and the largest observation, which it is at 0 and 1", () => {
    fc.assert(
      fc.property(sample, probability, type, (values, p, type) => {
        const found = quantile(values, p, { type });
        expect(found).toBeGreaterThanOrEqual(Math.min(...values));
        expect(found).toBeLessThanOrEqual(Math.max(...values));
        expect(quantile(values, 0, { type }) === Math.min(...values)).toBe(true);
        expect(quantile(values, 1, { type }) === Math.max(...values)).toBe(true);
      }),
    );
  });

  test("never falls as the probability rises", () => {
    fc.assert(
      fc.property(sample, probability, probability, type, (values, p, q, type) => {
        const low = quantile(values, Math.min(p, q), { type });
        expect(quantile(values, Math.max(p, q), { type })).toBeGreaterThanOrEqual(low);
      }),
    );
  });

  test("mirrors in types 2 and 5 to 9: at p of the sample, minus at 1 - p of its negative", () => {
    const symmetric = fc.constantFrom(
      2 as const,
      5 as const,
      6 as const,
      7 as const,
      8 as const,
      9 as const,
    );
    const integers = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(integers, fc.integer({ min: 0, max: 64 }), symmetric, (values, k, type) => {
        const p = k / 64;
        const mirrored = values.map((value) => -value);
        const found = quantile(mirrored, 1 - p, { type });
        expect(found).toBeCloseTo(-quantile(values, p, { type }), 9);
      }),
    );
  });

  test("leaves its input unsorted", () => {
    const values = Object.freeze([3, 1, 2]);
    expect(quantile(values, 0.5)).toBe(2);
    expect(values).toEqual([3, 1, 2]);
  });

  test("refuses an empty sample, NaN, a probability outside [0, 1], an unknown type", () => {
    expect(() => quantile([], 0.5)).toThrow("values must have at least 1 observation: 0");
    expect(() => quantile([1, Number.NaN], 0.5)).toThrow("values[1] must be finite: NaN");
    expect(() => quantile([1], 1.2)).toThrow("probability must be in [0, 1]: 1.2");
    expect(() => quantile([1], Number.NaN)).toThrow("probability must be in [0, 1]: NaN");
    expect(() => quantile([1], 0.5, { type: 10 as never })).toThrow(
      "type must be one of 1, 2, 3, 4, 5, 6, 7, 8, 9: 10",
    );
  });
});

describe("snapToInteger", () => {
  test("moves what rounding moved and nothing else", () => {
    expect(snapToInteger(7.000000000000001)).toBe(7);
    expect(snapToInteger(100 * (1 - 0.99))).toBe(1);
    expect(snapToInteger(7.00000000001)).toBe(7.00000000001);
    expect(snapToInteger(237.5)).toBe(237.5);
  });
});
