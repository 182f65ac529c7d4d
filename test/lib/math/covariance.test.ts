import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  pearsonCorrelation,
  sampleCovariance,
  spearmanCorrelation,
} from "../../../lib/math/covariance.ts";
import { isConstant, sampleVariance } from "../../../lib/math/moments.ts";
import golden from "../../golden/statistics.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";

const relative = golden.tolerance.rel;
const number = fc.integer({ min: -500, max: 500 });
const pairs = fc
  .array(fc.tuple(number, number), { minLength: 3, maxLength: 30 })
  .map((rows) => ({ x: rows.map(([a]) => a), y: rows.map(([, b]) => b) }))
  .filter(({ x, y }) => !isConstant(x) && !isConstant(y));

describe("covariance and correlation", () => {
  test.each(golden.pairs)("agree with numpy and scipy: $name", ({ left, right, ...row }) => {
    const check = (subject: string, found: number, expected: number): void =>
      expectClose(found, expected, { relative, subject });
    check("covariance", sampleCovariance(left, right), row.covariance);
    check("Pearson", pearsonCorrelation(left, right), row.pearson);
    check("Spearman", spearmanCorrelation(left, right), row.spearman);
  });

  test("agree with QuantLib's 0.9970544855 to 1e-10", () => {
    // QuantLib 2a13d4550, test-suite/covariance.cpp testCovariance.
    const rho = pearsonCorrelation([3, 2, 4, 5, 6], [9, 7, 12, 15, 17]);
    expect(rho).toBeCloseTo(0.9970544855015813, 10);
  });

  test("refuse values whose products are beyond doubles instead of giving NaN or Infinity", () => {
    const message = "sum of products of deviations must be finite";
    expect(() => sampleCovariance([1e200, -1e200], [1e200, -1e200])).toThrow(message);
    expect(() => pearsonCorrelation([1.7e308, -1.7e308, 1e308], [1, 2, 3])).toThrow(message);
  });

  test("of a series with itself are its variance and 1", () => {
    fc.assert(
      fc.property(pairs, ({ x }) => {
        expect(sampleCovariance(x, x)).toBeCloseTo(sampleVariance(x), 8);
        expect(pearsonCorrelation(x, x)).toBeCloseTo(1, 14);
      }),
    );
  });

  test("lie in [-1, 1] and are the same both ways round", () => {
    fc.assert(
      fc.property(pairs, ({ x, y }) => {
        for (const correlate of [pearsonCorrelation, spearmanCorrelation]) {
          expect(Math.abs(correlate(x, y))).toBeLessThanOrEqual(1);
          expect(correlate(x, y)).toBe(correlate(y, x));
        }
      }),
    );
  });

  test("Pearson's does not see shift and scale; Spearman's sees no increasing change at all", () => {
    fc.assert(
      fc.property(pairs, ({ x, y }) => {
        const moved = x.map((value) => 3 * value - 20);
        expect(pearsonCorrelation(moved, y)).toBeCloseTo(pearsonCorrelation(x, y), 12);
        const bent = x.map((value) => Math.exp(value / 100));
        expect(spearmanCorrelation(bent, y)).toBe(spearmanCorrelation(x, y));
      }),
    );
  });

  test("Pearson's survives values whose squares underflow or overflow", () => {
    const y = [1, 2, 4];
    const expected = pearsonCorrelation([3, 1, 5], y);
    expect(pearsonCorrelation([3e-200, 1e-200, 5e-200], y)).toBeCloseTo(expected, 12);
    expect(pearsonCorrelation([3e200, 1e200, 5e200], y)).toBeCloseTo(expected, 12);
  });

  test("refuse a side that does not vary, too few pairs, unequal lengths, NaN", () => {
    expect(() => pearsonCorrelation([1, 2, 3], [0.1, 0.1, 0.1])).toThrow(
      "right must not be constant: 0.1",
    );
    expect(() => spearmanCorrelation([5, 5, 5], [1, 2, 3])).toThrow("left must not be constant: 5");
    expect(() => pearsonCorrelation([1, 2], [2, 1])).toThrow(
      "left must have at least 3 observations: 2",
    );
    expect(() => sampleCovariance([1, 2, 3], [1, 2])).toThrow(
      "left and right must have the same length: 3 and 2",
    );
    expect(() => sampleCovariance([1, Number.NaN], [1, 2])).toThrow("left[1] must be finite: NaN");
  });
});
