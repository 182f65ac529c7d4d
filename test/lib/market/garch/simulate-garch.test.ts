import { describe, expect, test } from "vitest";
import { garchFilter } from "../../../../lib/market/garch/garch-filter.ts";
import type { GarchModel } from "../../../../lib/market/garch/garch-model.ts";
import { simulateGarch } from "../../../../lib/market/garch/simulate-garch.ts";
import { matrixColumn, matrixRow } from "../../../../lib/math/matrix.ts";
import { expectClose } from "../../expect-close.ts";

const model: GarchModel = {
  kind: "gjr",
  mean: 0.001,
  omega: 2e-5,
  alpha: 0.05,
  gamma: 0.08,
  beta: 0.88,
  innovations: "student-t",
  degreesOfFreedom: 6,
};
const state = { variance: 9e-4, residual: -0.06 };

describe("simulateGarch", () => {
  test("draws paths that the filter retraces", () => {
    const { returns, variances } = simulateGarch(model, state, { horizon: 50, paths: 4, seed: 1 });
    for (let path = 0; path < 4; path++) {
      const drawn = matrixRow(variances, path);
      const retraced = garchFilter(model, matrixRow(returns, path), { initialVariance: drawn[0]! });
      retraced.volatility.forEach((volatility, t) => {
        expectClose(volatility ** 2, drawn[t]!, { relative: 1e-9, subject: `${path}, ${t}` });
      });
    }
  });

  test("starts every path with the variance that follows the state", () => {
    const { variances } = simulateGarch(model, state, { horizon: 3, paths: 9, seed: 1 });
    const first = 2e-5 + 0.13 * 0.0036 + 0.88 * 9e-4;
    for (const variance of matrixColumn(variances, 0)) {
      expectClose(variance, first, { relative: 1e-14, subject: "first" });
    }
  });

  test("gives the same paths for a seed, other ones for another, and keeps them among more", () => {
    const few = simulateGarch(model, state, { horizon: 5, paths: 10, seed: 7 });
    const many = simulateGarch(model, state, { horizon: 5, paths: 30, seed: 7 });
    const other = simulateGarch(model, state, { horizon: 5, paths: 10, seed: 8 });
    expect(many.returns.values.slice(0, 50)).toEqual(few.returns.values);
    expect(other.returns.values).not.toEqual(few.returns.values);
  });

  test("draws from given residuals instead of the law", () => {
    const residuals = [-2, 1];
    const { returns, variances } = simulateGarch(model, state, {
      horizon: 40,
      paths: 5,
      seed: 2,
      residuals,
    });
    const drawn = returns.values.map((value, i) =>
      Math.round((1e6 * (value - 0.001)) / Math.sqrt(variances.values[i]!)),
    );
    expect([...new Set(drawn)].sort()).toEqual([-2e6, 1e6]);
  });

  test("refuses a path that leaves the numbers, no paths, one residual, a broken seed", () => {
    const run = (changed: Partial<GarchModel>, options: object) => () =>
      simulateGarch({ ...model, ...changed }, state, { horizon: 9, paths: 2, seed: 1, ...options });
    expect(run({ beta: 1e90 }, {})).toThrow("variance of path 0 must stay a positive number");
    expect(run({}, { paths: 0 })).toThrow("paths must be an integer of at least 1: 0");
    expect(run({}, { residuals: [1] })).toThrow("residuals must have at least 2 observations: 1");
    expect(run({}, { seed: -1 })).toThrow("seed must be an integer of at least 0: -1");
  });
});
