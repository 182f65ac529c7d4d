import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linearRegression } from "../../../lib/math/regression.ts";
import golden from "../../golden/regression.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";

const finite = fc.double({ min: -100, max: 100, noNaN: true });

describe("linearRegression", () => {
  test("agrees with scipy's linregress", () => {
    const line = linearRegression(golden);
    for (const name of [
      "slope",
      "intercept",
      "rSquared",
      "slopeStandardError",
      "interceptStandardError",
    ] as const) {
      const error = Math.abs(line[name] / golden[name] - 1);
      expect(error, `${name}: ${line[name]} and ${golden[name]}`).toBeLessThan(
        golden.tolerance.relative,
      );
    }
    expect(line.observations).toBe(40);
  });

  test("agrees with the published fit of Anscombe's first data set", () => {
    // F. Anscombe, Graphs in Statistical Analysis, The American Statistician 27 (1973).
    const line = linearRegression({
      x: [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5],
      y: [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68],
    });
    expect(line.slope).toBeCloseTo(0.5001, 4);
    expect(line.intercept).toBeCloseTo(3.0001, 4);
    expect(line.rSquared).toBeCloseTo(0.6665, 4);
    expect(line.slopeStandardError).toBeCloseTo(0.1179, 4);
    expect(line.interceptStandardError).toBeCloseTo(1.1247, 4);
  });

  test("finds a line without error exactly: slope, intercept, r² 1, standard errors 0", () => {
    const x = [1, 2, 3, 4];
    const line = linearRegression({ x, y: x.map((value) => 2 * value - 3) });
    expect(line).toMatchObject({ slope: 2, intercept: -3, rSquared: 1, slopeStandardError: 0 });
  });

  test("keeps slope and fit when both means are far from zero", () => {
    const moved = linearRegression({
      x: golden.x.map((value) => value + 1e4),
      y: golden.y.map((value) => value - 1e4),
    });
    expect(moved.slope).toBeCloseTo(golden.slope, 8);
    expect(moved.rSquared).toBeCloseTo(golden.rSquared, 8);
  });

  test("leaves residuals that sum to zero and do not correlate with x", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(finite, finite), { minLength: 3, maxLength: 30 }), (pairs) => {
        const x = pairs.map(([value]) => value);
        const y = pairs.map(([, value]) => value);
        fc.pre(Math.max(...x) - Math.min(...x) > 1e-3);
        const { slope, intercept } = linearRegression({ x, y });
        const residuals = y.map((value, i) => value - intercept - slope * x[i]!);
        const size = 1e-9 * (1 + Math.abs(slope)) * 100 * x.length;
        expect(Math.abs(residuals.reduce((sum, value) => sum + value, 0))).toBeLessThan(size);
        const cross = residuals.reduce((sum, value, i) => sum + value * x[i]!, 0);
        expect(Math.abs(cross)).toBeLessThan(100 * size);
      }),
    );
  });

  test.each([1e200, 1e-200])("holds in units of %d, whose squares no double holds", (unit) => {
    const times = (...values: number[]): number[] => values.map((value) => value * unit);
    const plain = linearRegression({ x: [1, 2, 4], y: [1, 3, 4] });
    const found = linearRegression({ x: times(1, 2, 4), y: times(1, 3, 4) });
    expectClose(found.slope, plain.slope, { relative: 1e-14, subject: "slope" });
    expectClose(found.rSquared, plain.rSquared, { relative: 1e-14, subject: "share" });
    const error = found.interceptStandardError / unit;
    expectClose(error, plain.interceptStandardError, { relative: 1e-14, subject: "error" });
  });

  test("refuses a slope beyond doubles instead of giving Infinity", () => {
    const far = { x: [1e-200, 2e-200, 4e-200], y: [1e200, 2e200, 3e200] };
    expect(() => linearRegression(far)).toThrow("slope must be finite: Infinity");
  });

  test("explains nothing of a y that does not vary, with slope 0", () => {
    expect(linearRegression({ x: [1, 2, 3], y: [5, 5, 5] })).toMatchObject({
      slope: 0,
      intercept: 5,
      rSquared: 0,
    });
  });

  test.each([
    ["two pairs", [1, 2], [1, 2], /^x must have at least 3 observations: 2/],
    ["an x that does not vary", [2, 2, 2], [1, 2, 3], /^x must vary: every value is 2/],
    ["different lengths", [1, 2, 3], [1, 2, 3, 4], /^x and y must have the same length: 3 and 4/],
    ["NaN", [1, 2, 3], [1, Number.NaN, 3], /^y\[1\] must be finite: NaN/],
  ])("refuses %s", (_, x, y, message) => {
    expect(() => linearRegression({ x, y })).toThrow(message);
  });
});
