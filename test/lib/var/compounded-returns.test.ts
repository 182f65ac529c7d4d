import { describe, expect, test } from "vitest";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import { compoundedReturns } from "../../../lib/var/compounded-returns.ts";

describe("compoundedReturns", () => {
  test("adds log returns and multiplies simple ones, both to a simple return", () => {
    const steps = matrixFromRows([
      [0.1, -0.2],
      [0, 0.05],
    ]);
    const [log, still] = compoundedReturns(steps, "log");
    expect(log).toBeCloseTo(Math.exp(-0.1) - 1, 15);
    expect(still).toBeCloseTo(Math.exp(0.05) - 1, 15);
    expect(compoundedReturns(steps, "simple")[0]).toBeCloseTo(1.1 * 0.8 - 1, 15);
  });

  test("refuses, by path, a simple return of -1 and log returns that overflow", () => {
    const lost = matrixFromRows([[0.1], [-1]]);
    expect(() => compoundedReturns(lost, "simple")).toThrow(
      "simple returns of path 1 must be above",
    );
    const huge = matrixFromRows([[400, 400]]);
    expect(() => compoundedReturns(huge, "log")).toThrow(
      "returns of path 0 must not leave the range of numbers: 800",
    );
  });
});
