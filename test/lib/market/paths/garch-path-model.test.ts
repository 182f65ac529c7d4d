import { describe, expect, test } from "vitest";
import type { GarchModel } from "../../../../lib/market/garch/garch-model.ts";
import { simulateGarch } from "../../../../lib/market/garch/simulate-garch.ts";
import { garchPathModel } from "../../../../lib/market/paths/garch-path-model.ts";
import { pricePaths } from "../../../../lib/market/paths/price-paths.ts";
import { matrixColumn, matrixFromRows } from "../../../../lib/math/matrix.ts";
import { expectClose } from "../../expect-close.ts";
import { expectWithinErrors, forward, logReturnsAt, meanOf } from "./paths.ts";

const plain: GarchModel = { kind: "garch", mean: 0.001, omega: 3e-5, alpha: 0.12, beta: 0.8 };
const state = { variance: 9e-4, residual: -0.06 };
const one = {
  assets: ["BTC"],
  start: [100],
  periodsPerYear: 365,
  models: [{ model: plain, state }],
  returns: "log",
} as const;

describe("garchPathModel", () => {
  test("gives the returns of simulateGarch for normal innovations", () => {
    const paths = pricePaths(garchPathModel(one), { steps: 6, paths: 20, seed: 3 });
    const { returns } = simulateGarch(plain, state, { horizon: 6, paths: 20, seed: 3 });
    for (const step of [1, 6]) {
      const drawn = matrixColumn(returns, step - 1);
      logReturnsAt(paths, "BTC", step).forEach((log, path) => {
        expectClose(log, drawn[path]!, { absolute: 1e-14, subject: `path ${path}` });
      });
    }
  });

  test("keeps the law of fat and skewed innovations: the variance of the next two days", () => {
    const model: GarchModel = {
      ...plain,
      innovations: "skewed-t",
      degreesOfFreedom: 6,
      skew: -0.2,
    };
    const paths = pricePaths(garchPathModel({ ...one, models: [{ model, state }] }), {
      steps: 2,
      paths: 20_000,
      seed: 4,
      sampling: "antithetic",
    });
    const first = 3e-5 + 0.12 * 0.0036 + 0.8 * 9e-4;
    const second = 3e-5 + 0.92 * first;
    [first, second].forEach((variance, k) => {
      const logs = logReturnsAt(paths, "BTC", k + 1);
      // Pairs are averaged: what a pair has in common must not count twice.
      const squares = Float64Array.from(
        { length: logs.length / 2 },
        (_, i) => ((logs[2 * i]! - 0.001) ** 2 + (logs[2 * i + 1]! - 0.001) ** 2) / 2,
      );
      expectWithinErrors(
        meanOf(squares, (x) => x),
        variance,
        { subject: `day ${k + 1}` },
      );
    });
  });

  test("clusters as Bollerslev's first autocorrelation of squares says", () => {
    const [alpha, beta] = [0.1, 0.8];
    const model: GarchModel = { kind: "garch", omega: 1e-4, alpha, beta };
    const settled = { variance: 1e-3, residual: Math.sqrt(1e-3) };
    const paths = pricePaths(garchPathModel({ ...one, models: [{ model, state: settled }] }), {
      steps: 60,
      paths: 6_000,
      seed: 5,
    });
    const [now, next] = [59, 60].map((step) => logReturnsAt(paths, "BTC", step));
    const sum = alpha + beta;
    const first = (alpha * (1 - sum * beta)) / (1 - sum ** 2 + alpha ** 2);
    const spread =
      (2 * (1e-3 * 1e-3) * (1 - sum ** 2 + alpha ** 2)) / (1 - sum ** 2 - 2 * alpha ** 2);
    const found = meanOf(now!, (x, i) => ((x * x - 1e-3) * (next![i]! ** 2 - 1e-3)) / spread);
    expectWithinErrors(found, first, { subject: "autocorrelation of squares" });
    expect(found.standardError).toBeLessThan(first / 4);
  });

  test("correlates the innovations of assets as asked, each with its own law", () => {
    const fat: GarchModel = { ...plain, innovations: "student-t", degreesOfFreedom: 5 };
    const model = garchPathModel({
      ...one,
      assets: ["A", "B"],
      start: [1, 1],
      models: [
        { model: plain, state },
        { model: fat, state },
      ],
      correlation: matrixFromRows([
        [1, 0.7],
        [0.7, 1],
      ]),
    });
    const paths = pricePaths(model, { steps: 1, paths: 20_000, seed: 9 });
    const variance = 3e-5 + 0.12 * 0.0036 + 0.8 * 9e-4;
    const [a, b] = ["A", "B"].map((asset) => logReturnsAt(paths, asset, 1).map((x) => x - 0.001));
    const found = meanOf(a!, (x, i) => (x * b![i]!) / variance);
    // A normal and a t of 5 degrees under a normal copula: E[x T(x)] = 0.983 (by a fine grid) of the correlation.
    expectWithinErrors(found, 0.7 * 0.983, { subject: "correlation", bias: 0.005 });
  });

  test("of simple returns compounds its mean in expectation", () => {
    const model = garchPathModel({ ...one, returns: "simple" });
    const { prices } = pricePaths(model, { steps: 1, paths: 10_000, seed: 2 });
    expectWithinErrors(
      meanOf(prices, (x) => x),
      forward(model, 1),
      { subject: "forward" },
    );
    expectClose(forward(model, 10), 100 * 1.001 ** 10, { relative: 1e-14, subject: "ten days" });
    expect(garchPathModel(one).expectedGrowth).toBeUndefined();
  });

  test("warns of a variance without a level and refuses what cannot be", () => {
    const drifting = { ...plain, beta: 0.9 };
    expect(garchPathModel({ ...one, models: [{ model: drifting, state }] }).warnings).toMatchObject(
      [{ code: "not-stationary" }],
    );
    expect(() => garchPathModel({ ...one, models: [] })).toThrow(
      "models must be one per asset, 1: 0",
    );
    const huge = { ...plain, omega: 5 };
    const simple = garchPathModel({ ...one, returns: "simple", models: [{ model: huge, state }] });
    expect(() => pricePaths(simple, { steps: 5, paths: 20, seed: 1 })).toThrow(
      "simple return of BTC must be above -1",
    );
    const wild = garchPathModel({
      ...one,
      models: [{ model: { ...plain, beta: 1e308 }, state: { variance: 9, residual: 0 } }],
    });
    expect(() => pricePaths(wild, { steps: 9, paths: 1, seed: 1 })).toThrow(
      "variance of a path of BTC",
    );
  });
});
