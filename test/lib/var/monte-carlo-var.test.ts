import { describe, expect, test } from "vitest";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import { normalDistribution } from "../../../lib/math/normal-distribution.ts";
import { normalQuantile } from "../../../lib/math/normal-quantile.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { deltaNormalVar } from "../../../lib/var/delta-normal-var.ts";
import {
  type MonteCarloVarOptions,
  monteCarloLosses,
  monteCarloVar,
} from "../../../lib/var/monte-carlo-var.ts";
import { simulatedVar } from "../../../lib/var/simulated-var.ts";

const covariance = matrixFromRows([
  [0.0016, 0.0012, 0.0006],
  [0.0012, 0.0025, 0.0008],
  [0.0006, 0.0008, 0.0049],
]);
const options: MonteCarloVarOptions = Object.freeze({
  exposures: Object.freeze([5e6, -2e6, 1e6]),
  covariance,
  confidence: 0.99,
  horizonDays: 1,
  unit: "USD",
  scenarios: 50_000,
  seed: 2022,
});

describe("monteCarloVar", () => {
  test("takes each scenario from a stream of its own, one number per asset", () => {
    const losses = monteCarloLosses({
      ...options,
      scenarios: 70,
      meanLogReturns: [0.01, 0, -0.02],
    });
    const [a, b, c] = [0.04, Math.sqrt(0.0025 - 0.03 ** 2), 0];
    for (const scenario of [0, 1, 69]) {
      const random = randomStream({ seed: 2022, stream: scenario });
      const z = [random.normal(), random.normal(), random.normal()] as const;
      const third = [0.015, (0.0008 - 0.03 * 0.015) / b] as const;
      const rest = Math.sqrt(0.0049 - third[0] ** 2 - third[1] ** 2);
      const x = [
        0.01 + a * z[0],
        c + 0.03 * z[0] + b * z[1],
        -0.02 + third[0] * z[0] + third[1] * z[1] + rest * z[2],
      ] as const;
      const loss = -(5e6 * Math.expm1(x[0]) - 2e6 * Math.expm1(x[1]) + 1e6 * Math.expm1(x[2]));
      expect(Math.abs(losses[scenario]! - loss)).toBeLessThan(1e-8 * Math.abs(loss));
    }
  });

  test.each([100, 101, 7_777, 50_000])("agrees with simulatedVar on %d losses", (scenarios) => {
    const found = monteCarloVar({ ...options, scenarios });
    const pnl = monteCarloLosses({ ...options, scenarios }).map((loss) => -loss);
    const all = simulatedVar(pnl, { ...options, method: "any" });
    expect(found.valueAtRisk).toBe(all.valueAtRisk);
    expect(found.expectedShortfall).toBe(all.expectedShortfall);
    expect(found.tailCount).toBe(all.tailCount);
    const ratio = found.expectedShortfallStandardError / all.expectedShortfallStandardError;
    expect(Math.abs(ratio - 1)).toBeLessThan(1e-10);
  });

  test("has the closed-form VaR and shortfall of one asset within four standard errors", () => {
    const deviation = 0.25;
    for (const [exposure, confidence] of [
      [1e6, 0.99],
      [-1e6, 0.99],
      [1e6, 0.95],
    ] as const) {
      const one = monteCarloVar({
        ...options,
        ...{ exposures: [exposure], covariance: matrixFromRows([[deviation ** 2]]), confidence },
        scenarios: 200_000,
      });
      const z = normalQuantile(confidence);
      const side = Math.sign(exposure);
      const valueAtRisk = -exposure * Math.expm1(-side * deviation * z);
      const tailMean = Math.exp(deviation ** 2 / 2) * normalDistribution(-z - side * deviation);
      const shortfall = exposure * (1 - tailMean / (1 - confidence));
      expect(Math.abs(one.valueAtRisk - valueAtRisk)).toBeLessThan(4 * one.standardError);
      expect(Math.abs(one.expectedShortfall - shortfall)).toBeLessThan(
        4 * one.expectedShortfallStandardError,
      );
    }
  });

  test("approaches deltaNormalVar as returns become small", () => {
    const small = { ...covariance, values: covariance.values.map((value) => value * 1e-8) };
    const found = monteCarloVar({ ...options, covariance: small });
    const { valueAtRisk } = deltaNormalVar([5e6, -2e6, 1e6], small, options);
    expect(Math.abs(found.valueAtRisk - valueAtRisk)).toBeLessThan(4 * found.standardError);
  });

  test("states a standard error and an interval that 200 seeds bear out", () => {
    const runs = Array.from({ length: 200 }, (_, seed) =>
      monteCarloVar({ ...options, scenarios: 2_000, seed }),
    );
    const values = runs.map((run) => run.valueAtRisk);
    const mean = values.reduce((sum, value) => sum + value, 0) / 200;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 199);
    const stated = runs.reduce((sum, run) => sum + run.standardError, 0) / 200;
    expect(Math.abs(stated / spread - 1)).toBeLessThan(0.2);
    const best = monteCarloVar({ ...options, scenarios: 400_000, seed: 1_000 }).valueAtRisk;
    const held = runs.filter(
      ({ valueAtRiskInterval: { lower, upper } }) => lower <= best && best <= upper,
    ).length;
    expect(held).toBeGreaterThanOrEqual(180);
  });

  test("refuses what is no covariance, no size, no number", () => {
    const refused: [Partial<MonteCarloVarOptions>, RegExp][] = [
      [
        {
          covariance: matrixFromRows([
            [1, 2],
            [2, 1],
          ]),
          exposures: [1, 1],
        },
        /^covariance must be positive definite: pivot -3 of diagonal 1 in row 1$/,
      ],
      [{ exposures: [1, 2] }, /exposures and covariance|exposures/],
      [{ exposures: [1, Number.NaN, 1] }, /exposures/],
      [{ meanLogReturns: [0, 0] }, /meanLogReturns/],
      [{ meanLogReturns: [0, 0, 800] }, /largest possible loss/],
      [{ scenarios: 99 }, /scenarios/],
      [{ scenarios: 2 ** 33 }, /2\^32/],
      [{ seed: -1 }, /seed/],
      [{ confidence: 1 }, /confidence/],
    ];
    for (const [change, message] of refused) {
      expect(() => monteCarloVar({ ...options, ...change })).toThrow(message);
    }
  });

  test("warns of a thin and of a flat tail", () => {
    const codes = (change: Partial<MonteCarloVarOptions>): string[] =>
      monteCarloVar({ ...options, ...change }).warnings.map(({ code }) => code);
    expect(codes({})).toEqual(["known-parameters"]);
    expect(codes({ scenarios: 100 })).toEqual(["known-parameters", "thin-tail"]);
    expect(codes({ exposures: [0, 0, 0] })).toContain("flat-tail");
  });
});
