import { describe, expect, test } from "vitest";
import { brownianModel } from "../../../lib/market/paths/brownian-model.ts";
import { matchMoments } from "../../../lib/market/paths/match-moments.ts";
import { pricePaths } from "../../../lib/market/paths/price-paths.ts";
import { standardDeviation } from "../../../lib/math/moments.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { historicalVar } from "../../../lib/var/historical-var.ts";
import { normalTail } from "../../../lib/var/normal-var.ts";
import { simulatedVar } from "../../../lib/var/simulated-var.ts";
import { expectClose } from "../expect-close.ts";

const options = {
  confidence: 0.95,
  horizonDays: 10,
  unit: "USD",
  method: "Monte Carlo",
  seed: 1,
} as const;

function normals(count: number, stream: number): Float64Array {
  const random = randomStream({ seed: 77, stream });
  return Float64Array.from({ length: count }, () => random.normal());
}

describe("simulatedVar", () => {
  test("agrees with the closed form of a normal law, its errors with theory", () => {
    const found = simulatedVar(normals(20_000, 0), { ...options, confidence: 0.99 });
    const exact = normalTail({ mean: 0, standardDeviation: 1 }, 0.99);
    expectClose(found.valueAtRisk, exact.valueAtRisk, {
      absolute: 4 * found.standardError,
      subject: "VaR",
    });
    expectClose(found.expectedShortfall, exact.expectedShortfall, {
      absolute: 4 * found.expectedShortfallStandardError,
      subject: "expected shortfall",
    });
    // sqrt(p (1 - p) / n) / phi(z); it rests on the 14 order statistics around, so is itself rough.
    const error = Math.sqrt((0.01 * 0.99) / 20_000) / 0.026652;
    expectClose(found.standardError, error, { relative: 0.2, subject: "standard error" });
    expect(found.valueAtRiskInterval.lower).toBeLessThan(exact.valueAtRisk);
    expect(found.valueAtRiskInterval.upper).toBeGreaterThan(exact.valueAtRisk);
  });

  test("is historicalVar of its outcomes when they are independent", () => {
    const pnl = normals(500, 1);
    const plain = historicalVar(pnl, { ...options, windows: "separate" });
    expect(simulatedVar(pnl, options)).toMatchObject({
      valueAtRisk: plain.valueAtRisk,
      expectedShortfall: plain.expectedShortfall,
      standardError: plain.standardError,
      expectedShortfallStandardError: plain.expectedShortfallStandardError,
      observations: 500,
      seed: 1,
      method: "Monte Carlo",
    });
  });

  test("doubles its squared errors when every outcome is there twice", () => {
    const once = normals(1_000, 2);
    const twice = Float64Array.from({ length: 2_000 }, (_, i) => once[Math.floor(i / 2)]!);
    const alone = simulatedVar(once, options);
    const grouped = simulatedVar(twice, { ...options, groupSize: 2 });
    expectClose(grouped.standardError, alone.standardError, { relative: 0.05, subject: "VaR" });
    expectClose(grouped.expectedShortfallStandardError, alone.expectedShortfallStandardError, {
      relative: 0.02,
      subject: "expected shortfall",
    });
    expect(simulatedVar(twice, options).standardError).toBeLessThan(0.8 * alone.standardError);
  });

  test("states errors that the spread of repetitions bears out, for pairs and for matched batches", () => {
    const model = brownianModel({
      assets: ["A"],
      start: [1],
      periodsPerYear: 1,
      drift: { measure: "real-world", annualGrowth: [0.5] },
      annualVolatility: [1],
    });
    const size = 50;
    const batch = (firstPath: number): Float64Array => {
      const drawn = pricePaths(model, { steps: 1, paths: size, seed: 4, firstPath });
      return matchMoments(drawn, model, "mean-and-variance").prices.map(Math.log);
    };
    const pairs = (firstPath: number): Float64Array =>
      pricePaths(model, {
        steps: 1,
        paths: size,
        seed: 4,
        firstPath,
        sampling: "antithetic",
      }).prices.map(Math.log);
    for (const [draw, groupSize] of [
      [batch, size],
      [pairs, 2],
    ] as const) {
      const runs = Array.from({ length: 120 }, (_, run) => {
        const parts = Array.from({ length: 20 }, (_unused, k) => [...draw((20 * run + k) * size)]);
        return simulatedVar(parts.flat(), { ...options, groupSize });
      });
      const spread = standardDeviation(runs.map((run) => run.valueAtRisk));
      const stated = runs.reduce((sum, run) => sum + run.standardError / runs.length, 0);
      const tailSpread = standardDeviation(runs.map((run) => run.expectedShortfall));
      const tailStated = runs.reduce(
        (sum, run) => sum + run.expectedShortfallStandardError / runs.length,
        0,
      );
      // 120 repetitions know a standard deviation to 6.5 %; three of them.
      expectClose(stated, spread, { relative: 0.2, subject: `VaR, groups of ${groupSize}` });
      expectClose(tailStated, tailSpread, { relative: 0.2, subject: `shortfall, ${groupSize}` });
    }
  });

  test("states intervals that hold the truth as often as their level says, or a little more", () => {
    const exact = normalTail({ mean: 0, standardDeviation: 1 }, 0.95);
    const runs = Array.from({ length: 300 }, (_, run) =>
      simulatedVar(normals(1_000, 100 + run), options),
    );
    const held = (of: (run: (typeof runs)[0]) => boolean): number => runs.filter(of).length / 300;
    const ofVar = held(
      ({ valueAtRiskInterval: { lower, upper } }) =>
        lower <= exact.valueAtRisk && exact.valueAtRisk <= upper,
    );
    const ofShortfall = held(
      ({ expectedShortfallInterval: { lower, upper } }) =>
        lower <= exact.expectedShortfall && exact.expectedShortfall <= upper,
    );
    // Three binomial deviations of 300 at 0.95 are 0.038.
    expect(ofVar).toBeGreaterThan(0.95 - 0.038);
    expect(ofShortfall).toBeGreaterThan(0.95 - 0.038);
    expect(Math.min(1 - ofVar, 1 - ofShortfall)).toBeGreaterThan(0.005);
  });

  test("refuses too few outcomes, groups that are not whole or too few, and NaN", () => {
    const run =
      (pnl: ArrayLike<number>, changed: object = {}) =>
      () =>
        simulatedVar(pnl, { ...options, ...changed });
    expect(run(normals(19, 3))).toThrow(
      "pnl must have at least 20 observations at confidence 0.95: 19",
    );
    expect(run(normals(100, 3), { groupSize: 3 })).toThrow("groupSize must divide 100");
    expect(run(normals(100, 3), { groupSize: 10 })).toThrow("at least 20 groups of 10: 10");
    expect(run([Number.NaN, ...normals(30, 3)])).toThrow("pnl[0] must be finite: NaN");
    expect(run(normals(100, 3), { seed: 0.5 })).toThrow("seed must be an integer");
    expect(run(normals(100, 3), { confidence: 95 })).toThrow("confidence must be in (0, 1): 95");
  });

  test("keeps expected shortfall at VaR, with a warning, where the tail has no spread", () => {
    const flat = simulatedVar(new Float64Array(100).fill(-3), { ...options, groupSize: 2 });
    expect(flat).toMatchObject({ valueAtRisk: 3, expectedShortfall: 3, standardError: 0 });
    expect(flat.warnings.map(({ code }) => code)).toContain("flat-tail");
  });
});
