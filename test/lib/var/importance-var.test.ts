import { describe, expect, test } from "vitest";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import { controlledVar } from "../../../lib/var/controlled-var.ts";
import { deltaGammaVar } from "../../../lib/var/delta-gamma-var.ts";
import { deltaNormalVar } from "../../../lib/var/delta-normal-var.ts";
import { exponentialTilt } from "../../../lib/var/exponential-tilt.ts";
import { importanceVar } from "../../../lib/var/importance-var.ts";
import { expectClose } from "../expect-close.ts";

const covariance = matrixFromRows([
  [0.0016, 0.0012, 0.001],
  [0.0012, 0.0025, 0.0014],
  [0.001, 0.0014, 0.0049],
]);
const zero = { rows: 3, columns: 3, values: new Float64Array(9) };
const linear = { delta: [1_000, -300, 500], gamma: zero };
/** Short options: losses grow faster than the move. */
const short = {
  delta: [1_000, -300, 500],
  gamma: matrixFromRows([
    [-20_000, 500, 0],
    [500, -9_000, 0],
    [0, 0, -12_000],
  ]),
};
const risk = { confidence: 0.99, horizonDays: 1, unit: "USD" };
const plan = { ...risk, draws: 4_000, seed: 7 };
const rootMeanSquare = (values: number[]) =>
  Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);

describe("importanceVar", () => {
  test("meets the normal closed form, along the loss's slope", () => {
    const exact = deltaNormalVar(linear.delta, covariance, risk);
    const found = importanceVar(linear, covariance, { ...plan, tilt: "delta" });
    expectClose(found.valueAtRisk, exact.valueAtRisk, {
      absolute: 4 * found.standardError,
      subject: "VaR",
    });
    expectClose(found.expectedShortfall, exact.expectedShortfall, {
      absolute: 4 * found.expectedShortfallStandardError,
      subject: "expected shortfall",
    });
    expect(found.varianceRatio).toBeGreaterThan(15);
    expect(found).toMatchObject({ tilt: "delta", seed: 7, observations: 4_000 });
    expect(found.warnings.map(({ code }) => code)).toEqual(["known-parameters"]);
  });

  test.each([0.95, 0.99, 0.9999])("meets the exact delta-gamma tail at %d", (confidence) => {
    const exact = deltaGammaVar(short, covariance, { ...risk, confidence });
    for (const grouped of [
      {},
      { pointsPerReplicate: 128 },
      { sampling: "stratified", pointsPerReplicate: 100, draws: 4_000 },
    ] as const) {
      const found = importanceVar(short, covariance, {
        ...{ ...plan, confidence, tilt: "delta-gamma", draws: 4_096 },
        ...grouped,
      });
      expectClose(found.valueAtRisk, exact.valueAtRisk, {
        absolute: 4 * found.standardError,
        subject: "VaR",
      });
      expectClose(found.expectedShortfall, exact.expectedShortfall, {
        absolute: 4 * found.expectedShortfallStandardError,
        subject: "expected shortfall",
      });
    }
  });

  test("states the spread of its figures over seeds, by draws and by Sobol replicates", () => {
    const exact = deltaGammaVar(short, covariance, risk);
    for (const [subject, grouped] of [
      ["independent", {}],
      ["Sobol", { pointsPerReplicate: 32 }],
      ["stratified", { sampling: "stratified", pointsPerReplicate: 32 }],
    ] as const) {
      const runs = Array.from({ length: 30 }, (_, seed) =>
        importanceVar(short, covariance, {
          ...{ ...plan, seed, draws: 1_024, tilt: "delta-gamma" },
          ...grouped,
        }),
      );
      const errors = rootMeanSquare(runs.map((run) => run.valueAtRisk - exact.valueAtRisk));
      const stated = rootMeanSquare(runs.map((run) => run.standardError));
      expectClose(errors / stated, 1, { absolute: 0.4, subject: `VaR, ${subject}` });
      const tails = rootMeanSquare(
        runs.map((run) => run.expectedShortfall - exact.expectedShortfall),
      );
      const statedTails = rootMeanSquare(runs.map((run) => run.expectedShortfallStandardError));
      expectClose(tails / statedTails, 1, { absolute: 0.4, subject: `tail mean, ${subject}` });
    }
  });

  test("is unbiased for a P&L that delta and gamma describe badly", () => {
    const pnl = (moves: Float64Array) => 1_000 * Math.sinh(20 * moves[0]!) - 400 * moves[1]!;
    const led = { ...plan, pnl, tilt: "delta", draws: 4_000 } as const;
    const found = importanceVar({ delta: [20_000, -400, 0], gamma: zero }, covariance, led);
    const plain = importanceVar(linear, covariance, { ...led, tilt: "none", draws: 40_000 });
    expectClose(found.valueAtRisk, plain.valueAtRisk, {
      absolute: 4 * Math.hypot(found.standardError, plain.standardError),
      subject: "VaR against plain draws",
    });
    expect(plain.varianceRatio).toBeGreaterThan(0.9);
    expect(plain.varianceRatio).toBeLessThan(1.1);
    const misled = importanceVar({ delta: [-20_000, 400, 0], gamma: zero }, covariance, {
      ...{ ...led, tilt: "none", draws: 4_000 },
    });
    expect(found.standardError).toBeLessThan(misled.standardError / 2);
  });

  test("refuses what cannot be drawn or known", () => {
    const run = (changed: object) => () =>
      importanceVar(short, covariance, { ...plan, tilt: "delta", ...changed });
    expect(run({ tilt: "gamma" })).toThrow("tilt must be one of none, delta, delta-gamma");
    expect(run({ pnl: () => Number.NaN })).toThrow("pnl of draw 0 must be finite: NaN");
    expect(run({ pointsPerReplicate: 100 })).toThrow("must be a power of two");
    expect(run({ pointsPerReplicate: 400 * 4 })).toThrow("must be a power of two");
    expect(run({ pointsPerReplicate: 1_024, draws: 4_096 })).toThrow("at least 20 groups of 1024");
    expect(run({ sampling: "stratified" })).toThrow("pointsPerReplicate must be a number");
    expect(run({ sampling: "stratified", pointsPerReplicate: 1 })).toThrow("at least 2: 1");
    expect(run({ sampling: "independent", pointsPerReplicate: 32 })).toThrow(
      "pointsPerReplicate must be left out of independent draws: 32",
    );
    expect(run({ sampling: "halton" })).toThrow("sampling must be one of independent, stratified");
    expect(run({ tilt: "none", draws: 100 })).toThrow("draws must be enough to know the tail");
  });

  test("meets the closed form by slices and by Sobol points, and along the right lean knows it better", () => {
    const exact = deltaGammaVar(short, covariance, risk);
    for (const tilt of ["none", "delta", "delta-gamma"] as const) {
      const worth: number[] = [];
      for (const sampling of ["independent", "stratified", "sobol"] as const) {
        const grouped = sampling === "independent" ? {} : { pointsPerReplicate: 128 };
        const found = importanceVar(short, covariance, {
          ...{ ...plan, tilt, sampling, draws: 8_192 },
          ...grouped,
        });
        expectClose(found.valueAtRisk, exact.valueAtRisk, {
          absolute: 4 * found.standardError,
          subject: `${tilt}, ${sampling}`,
        });
        worth.push(found.varianceRatio);
      }
      if (tilt !== "delta-gamma") continue;
      const [independent, stratified, sobol] = worth as [number, number, number];
      expect(stratified / independent).toBeGreaterThan(3);
      expect(sobol / independent).toBeGreaterThan(2);
    }
  });

  test("leant towards gains it still meets the closed form, knows it badly, and says both", () => {
    const found = importanceVar(short, covariance, {
      ...{ ...plan, tilt: "delta", draws: 20_000 },
      pnl: (moves) => -1_000 * moves[0]!,
    });
    const { valueAtRisk } = deltaNormalVar([-1_000, 0, 0], covariance, risk);
    expectClose(found.valueAtRisk, valueAtRisk, {
      absolute: 4 * found.standardError,
      subject: "VaR",
    });
    expect(found.varianceRatio).toBeLessThan(0.5);
    expect(found.varianceRatio).toBeGreaterThan(0.05);
    expect(found.warnings.map(({ code }) => code)).toEqual(["known-parameters", "harmful-tilt"]);
  });

  test("gives the one loss there is of a portfolio that cannot move", () => {
    const found = importanceVar({ delta: [0, 0, 0], gamma: zero }, covariance, {
      ...{ ...plan, tilt: "delta-gamma" },
    });
    expect(found).toMatchObject({ valueAtRisk: 0, expectedShortfall: 0, standardError: 0 });
  });
});

describe("exponentialTilt", () => {
  test("puts the mean of the form near the level it exceeds with the probability", () => {
    const form = { linear: [1, -0.5, 0.2], square: [0.3, -0.1, 0] };
    const { theta, mean, deviation } = exponentialTilt(form, 0.01);
    expect(theta).toBeGreaterThan(0);
    const center = mean.reduce(
      (sum, m, j) => sum + form.linear[j]! * m + form.square[j]! * (m * m + deviation[j]! ** 2),
      0,
    );
    const level = deltaGammaVar(
      { delta: [1, -0.5, 0.2], gamma: diagonal([-0.6, 0.2, 0]) },
      diagonal([1, 1, 1]),
      risk,
    ).valueAtRisk;
    expectClose(center, level, { relative: 0.02, subject: "mean under the tilt" });
  });
});

function diagonal(values: readonly number[]) {
  return matrixFromRows(values.map((value, i) => values.map((_, j) => (i === j ? value : 0))));
}

describe("controlledVar", () => {
  const exact = deltaGammaVar(short, covariance, risk);
  /** A book that is its delta-gamma loss but for a third-order term, drawn plainly. */
  function drawn(seed: number) {
    const controls: number[] = [];
    const pnl: number[] = [];
    importanceVar(short, covariance, {
      ...{ ...plan, seed, draws: 5_000, tilt: "none" },
      pnl: (moves) => {
        let quadratic = 0;
        for (let i = 0; i < 3; i++) {
          quadratic += short.delta[i]! * moves[i]!;
          for (let j = 0; j < 3; j++) {
            quadratic += (short.gamma.values[3 * i + j]! * moves[i]! * moves[j]!) / 2;
          }
        }
        controls.push(0 - quadratic);
        pnl.push(quadratic + 5_000 * moves[0]! ** 3);
        return quadratic;
      },
    });
    return { pnl, controls };
  }
  const controlled = (seed: number) => {
    const { pnl, controls } = drawn(seed);
    const control = { losses: controls, level: exact.valueAtRisk, probability: 0.01 };
    return controlledVar(pnl, { ...risk, method: "Monte Carlo", seed, control });
  };

  test("gives the level itself for a loss that is its control, without error beyond rounding", () => {
    const { controls } = drawn(1);
    const control = { losses: controls, level: exact.valueAtRisk, probability: 0.01 };
    const found = controlledVar(
      controls.map((loss) => 0 - loss),
      { ...risk, method: "Monte Carlo", seed: 1, control },
    );
    const next = Math.max(...controls.filter((loss) => loss <= exact.valueAtRisk));
    const after = Math.min(...controls.filter((loss) => loss > exact.valueAtRisk));
    expect(found.valueAtRisk).toBeGreaterThanOrEqual(next);
    expect(found.valueAtRisk).toBeLessThanOrEqual(after);
    expect(found.standardError).toBeLessThanOrEqual(after - next);
  });

  test("knows the VaR of a nearly quadratic book better than plain draws, and says how well", () => {
    const runs = Array.from({ length: 30 }, (_, seed) => controlled(seed));
    const values = runs.map((run) => run.valueAtRisk);
    const center = values.reduce((sum, x) => sum + x, 0) / values.length;
    const spread = rootMeanSquare(values.map((value) => value - center)) * Math.sqrt(30 / 29);
    const stated = rootMeanSquare(runs.map((run) => run.standardError));
    expectClose(spread / stated, 1, { absolute: 0.4, subject: "spread over stated error" });
    expect(Math.min(...runs.map((run) => run.varianceRatio))).toBeGreaterThan(3);
  });

  test("refuses a control that tells nothing", () => {
    const { pnl, controls } = drawn(2);
    const run = (level: number) => () =>
      controlledVar(pnl, {
        ...{ ...risk, method: "Monte Carlo", seed: 2 },
        control: { losses: controls, level, probability: 0.01 },
      });
    expect(run(1e9)).toThrow("must lie on both sides of the level: share 0");
    expect(run(Number.NaN)).toThrow("level of control must be finite: NaN");
  });
});
