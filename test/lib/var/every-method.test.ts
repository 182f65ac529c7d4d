import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { ageWeightedVar } from "../../../lib/var/age-weighted-var.ts";
import { copulaVar } from "../../../lib/var/copula-var.ts";
import { cornishFisherVar } from "../../../lib/var/cornish-fisher-var.ts";
import { deltaGammaVar } from "../../../lib/var/delta-gamma-var.ts";
import { deltaNormalVar } from "../../../lib/var/delta-normal-var.ts";
import { hillVar } from "../../../lib/var/hill-var.ts";
import { historicalVar } from "../../../lib/var/historical-var.ts";
import { normalVar } from "../../../lib/var/normal-var.ts";
import { peaksOverThresholdVar } from "../../../lib/var/peaks-over-threshold.ts";
import type { RiskEstimate } from "../../../lib/var/risk-estimate.ts";
import { simulatedVar } from "../../../lib/var/simulated-var.ts";
import { studentTVar } from "../../../lib/var/student-t-var.ts";
import { volatilityScaledVar } from "../../../lib/var/volatility-scaled-var.ts";
import { expectClose } from "../expect-close.ts";

interface Asked {
  readonly confidence: number;
  readonly horizonDays: 1;
  readonly unit: "USD";
}

const asked = (confidence: number): Asked => ({ confidence, horizonDays: 1, unit: "USD" });

/** Each method on one sample of outcomes. */
const bySample: Readonly<Record<string, (pnl: Float64Array, options: Asked) => RiskEstimate>> = {
  historical: historicalVar,
  "age-weighted": (pnl, options) => ageWeightedVar(pnl, { ...options, lambda: 0.995 }),
  "volatility-scaled": (pnl, options) =>
    volatilityScaledVar(pnl, { path: pnl.map((_, i) => 1 + (i % 5)), forecast: 2 }, options),
  normal: normalVar,
  "student-t": studentTVar,
  "cornish-fisher": cornishFisherVar,
  "peaks over threshold": peaksOverThresholdVar,
  hill: (pnl, options) => hillVar(pnl, { ...options, count: 30 }),
  simulated: (pnl, options) =>
    simulatedVar(pnl, { ...options, method: "Monte Carlo", seed: 77, groupSize: 2 }),
};

/** Two thirds normal, a third three times as wide: fat tails with a finite mean. */
const sample = fc.integer({ min: 0, max: 1e6 }).map((stream) => {
  const random = randomStream({ seed: 77, stream });
  return Float64Array.from({ length: 300 }, () => (random.below(3) ? 1 : 3) * random.normal());
});
const confidence = fc.integer({ min: 91, max: 98 }).map((percent) => percent / 100);

describe.each(Object.entries(bySample))("the %s method", (_, method) => {
  test("has expected shortfall above VaR, both rising with confidence", () => {
    fc.assert(
      fc.property(sample, confidence, (pnl, lower) => {
        const [less, more] = [method(pnl, asked(lower)), method(pnl, asked(lower + 0.01))];
        expect(less.expectedShortfall).toBeGreaterThanOrEqual(less.valueAtRisk);
        expect(more.valueAtRisk).toBeGreaterThanOrEqual(less.valueAtRisk - 1e-9);
        expect(more.expectedShortfall).toBeGreaterThanOrEqual(less.expectedShortfall - 1e-9);
      }),
      { numRuns: 8, seed: 1 },
    );
  });

  test("is homogeneous, errors too", () => {
    fc.assert(
      fc.property(sample, fc.constantFrom(0.01, 7, 1e6), (pnl, size) => {
        const one = method(pnl, asked(0.95));
        const scaled = method(
          pnl.map((x) => size * x),
          asked(0.95),
        );
        const close = (name: "valueAtRisk" | "expectedShortfall" | "standardError"): void =>
          expectClose(scaled[name], size * one[name], { relative: 1e-5, subject: name });
        close("valueAtRisk");
        close("expectedShortfall");
        close("standardError");
      }),
      { numRuns: 4, seed: 2 },
    );
  });
});

describe("a book in another order of its assets", () => {
  const exposures = [3, -1, 2];
  const rows = Array.from({ length: 120 }, (_, t) => {
    const random = randomStream({ seed: 78, stream: t });
    const common = random.normal();
    return [0, 1, 2].map((i) => 0.01 * (common + (i + 1) * random.normal()));
  });
  const covariance = [
    [0.04, 0.01, 0.02],
    [0.01, 0.09, -0.01],
    [0.02, -0.01, 0.03],
  ];
  const order = [2, 0, 1];
  const turned = <T>(values: readonly T[]): T[] => order.map((i) => values[i]!);
  const both = covariance.map((row) => turned(row));
  const near = (found: RiskEstimate, other: RiskEstimate, relative: number): void => {
    expectClose(found.valueAtRisk, other.valueAtRisk, { relative, subject: "VaR" });
    expectClose(found.expectedShortfall, other.expectedShortfall, { relative, subject: "ES" });
  };

  test("has the same delta-normal and delta-gamma risk", () => {
    const [plain, moved] = [matrixFromRows(covariance), matrixFromRows(turned(both))];
    const gamma = [
      [1, 0.2, 0],
      [0.2, -3, 0],
      [0, 0, 2],
    ];
    const movedGamma = matrixFromRows(turned(gamma.map((row) => turned(row))));
    const options = asked(0.99);
    near(
      deltaNormalVar(exposures, plain, options),
      deltaNormalVar(turned(exposures), moved, options),
      1e-13,
    );
    near(
      deltaGammaVar({ delta: exposures, gamma: matrixFromRows(gamma) }, plain, options),
      deltaGammaVar({ delta: turned(exposures), gamma: movedGamma }, moved, options),
      1e-7,
    );
  });

  test("has the same risk from a copula within the errors of the simulation: draws differ", () => {
    const options = {
      ...asked(0.95),
      copula: "normal",
      marginals: "empirical",
      draws: 4000,
      seed: 5,
    } as const;
    const plain = copulaVar(matrixFromRows(rows), { ...options, exposures });
    const moved = copulaVar(matrixFromRows(rows.map((row) => turned(row))), {
      ...options,
      exposures: turned(exposures),
    });
    const error = Math.hypot(plain.standardError, moved.standardError);
    expect(Math.abs(plain.valueAtRisk - moved.valueAtRisk)).toBeLessThan(4 * error);
  });
});
