import { describe, expect, test } from "vitest";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import { normalDistribution } from "../../../lib/math/normal-distribution.ts";
import { normalQuantile } from "../../../lib/math/normal-quantile.ts";
import { monteCarloVar } from "../../../lib/var/monte-carlo-var.ts";
import { tiltedVar } from "../../../lib/var/tilted-var.ts";
import logNormal from "../../golden/log-normal-var.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { binomialBounds } from "./backtest/simulated-breaches.ts";

const covarianceOf = (scale: number) =>
  matrixFromRows(
    Array.from({ length: 10 }, (_, i) =>
      Array.from({ length: 10 }, (_unused, j) => scale * (i === j ? 0.0016 : 0.0008)),
    ),
  );
const three = matrixFromRows([
  [0.0016, 0.0012, 0.0006],
  [0.0012, 0.0025, 0.0008],
  [0.0006, 0.0008, 0.0049],
]);
const risk = { confidence: 0.99, horizonDays: 1, unit: "USD", intervalLevel: 0.95 };
const rootMeanSquare = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);

describe("tiltedVar", () => {
  test.each(Object.entries(logNormal.golden))(
    "of the %s book errs as it says, by less than half a percent, over 250 seeds",
    (_, book) => {
      const covariance = covarianceOf(book.covarianceScale);
      const runs = Array.from({ length: 250 }, (_unused, seed) =>
        tiltedVar({ ...risk, exposures: book.exposures, covariance, draws: 1_024, seed }),
      );
      const errors = rootMeanSquare(runs.map((run) => run.valueAtRisk / book.valueAtRisk - 1));
      const stated = rootMeanSquare(runs.map((run) => run.standardError / book.valueAtRisk));
      expect(errors).toBeLessThan(0.0035);
      expectClose(stated / errors, 1.1, { absolute: 0.15, subject: "stated error of VaR" });
      const shortfallErrors = rootMeanSquare(
        runs.map((run) => run.expectedShortfall - book.expectedShortfall),
      );
      const statedTails = rootMeanSquare(runs.map((run) => run.expectedShortfallStandardError));
      const ratio = statedTails / shortfallErrors;
      expectClose(ratio, 1, { absolute: 0.15, subject: "stated error of expected shortfall" });
      const held = runs.filter(
        ({ valueAtRiskInterval: { lower, upper } }) =>
          lower <= book.valueAtRisk && book.valueAtRisk <= upper,
      );
      const [fewest, most] = binomialBounds(runs.length, 0.95);
      expect(held.length).toBeGreaterThanOrEqual(fewest);
      expect(held.length).toBeLessThanOrEqual(most);
      const worth = runs.map((run) => run.varianceRatio).sort((a, b) => a - b);
      expect(worth[125]).toBeGreaterThan(150);
    },
  );

  test("gives the figures of monteCarloVar, with means, from a thousandth of the draws", () => {
    const asked = {
      ...{ ...risk, exposures: [5e6, -2e6, 1e6], seed: 5, confidence: 0.995 },
      ...{ covariance: three, meanLogReturns: [0.01, -0.02, 0.03] },
    };
    const plain = monteCarloVar({ ...asked, scenarios: 1_000_000 });
    const found = tiltedVar({ ...asked, draws: 1_024 });
    expectClose(found.valueAtRisk, plain.valueAtRisk, {
      absolute: 4 * Math.hypot(found.standardError, plain.standardError),
      subject: "VaR",
    });
    const { expectedShortfallStandardError: error } = found;
    expectClose(found.expectedShortfall, plain.expectedShortfall, {
      absolute: 4 * Math.hypot(error, plain.expectedShortfallStandardError),
      subject: "expected shortfall",
    });
    expect(found).toMatchObject({ tilt: "delta-gamma", observations: 1_024, seed: 5 });
  });

  test("meets the closed form of one asset, long and short, far into the tail", () => {
    const deviation = 0.25;
    for (const [exposure, confidence] of [
      [1e6, 0.99],
      [-1e6, 0.99],
      [1e6, 0.9999],
    ] as const) {
      const found = tiltedVar({
        ...{ ...risk, confidence, exposures: [exposure], draws: 2_048, seed: 3 },
        covariance: matrixFromRows([[deviation ** 2]]),
      });
      const z = -normalQuantile(1 - confidence);
      const side = Math.sign(exposure);
      const valueAtRisk = -exposure * Math.expm1(-side * deviation * z);
      const tailMean = Math.exp(deviation ** 2 / 2) * normalDistribution(-z - side * deviation);
      const shortfall = exposure * (1 - tailMean / (1 - confidence));
      expectClose(found.valueAtRisk, valueAtRisk, {
        absolute: 4 * found.standardError,
        subject: "VaR",
      });
      expectClose(found.expectedShortfall, shortfall, {
        absolute: 4 * found.expectedShortfallStandardError,
        subject: "expected shortfall",
      });
      expect(found.standardError).toBeLessThan(0.005 * valueAtRisk);
    }
  });

  test("refuses draws that make no replicates, and what importanceVar refuses", () => {
    const run = (changed: object) => () =>
      tiltedVar({
        ...risk,
        exposures: [1, 1, 1],
        covariance: three,
        draws: 512,
        seed: 1,
        ...changed,
      });
    expect(run({ draws: 500 })).toThrow("draws must be an integer of at least 512: 500");
    expect(run({ draws: 1_000 })).toThrow("draws must be a multiple of 32: 1000");
    expect(run({ exposures: [1, 1] })).toThrow("exposures");
    expect(run({ meanLogReturns: [0, 0, Number.NaN] })).toThrow("meanLogReturns");
    expect(run({ meanLogReturns: [0, 800, 0] })).toThrow("finite");
    expect(run({ confidence: 99 })).toThrow("confidence must be in (0, 1): 99");
  });
});
