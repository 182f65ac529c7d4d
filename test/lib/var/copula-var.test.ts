import { describe, expect, test } from "vitest";
import { addDays } from "../../../lib/base/time.ts";
import { chiSquareDraw } from "../../../lib/math/chi-square-draw.ts";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { studentTQuantile } from "../../../lib/math/student-t.ts";
import { copulaReturns } from "../../../lib/var/copula-returns.ts";
import { copulaVar } from "../../../lib/var/copula-var.ts";
import { historicalVar } from "../../../lib/var/historical-var.ts";
import { expectClose } from "../expect-close.ts";

/** Two joint Student-t returns of 4 degrees of freedom, scale 0.02 and correlation 0.6. */
const joint = matrixFromRows(
  Array.from({ length: 4000 }, (_, i) => {
    const random = randomStream({ seed: 40, stream: i });
    const [a, b] = [random.normal(), random.normal()];
    const stretch = 0.02 * Math.sqrt(4 / chiSquareDraw(4, random));
    return [a * stretch, (0.6 * a + 0.8 * b) * stretch];
  }),
);
const options = {
  confidence: 0.99,
  horizonDays: 1,
  unit: "USD",
  exposures: [100, 100],
  copula: "student-t",
  degreesOfFreedom: 4,
  marginals: "student-t",
  draws: 20_000,
  seed: 3,
} as const;

describe("copulaVar", () => {
  test("gives the joint t law its closed form: scale 2 sqrt(3.2) times the quantile", () => {
    const exact = 2 * Math.sqrt(3.2) * studentTQuantile(0.99, 4);
    const found = copulaVar(joint, options);
    // Four standard errors of the draws, and 5 % for the fit of 4,000 observations.
    const absolute = 4 * found.standardError + 0.05 * exact;
    expectClose(found.valueAtRisk, exact, { absolute, subject: "VaR" });
    expectClose(found.correlation.values[1]!, 0.6, { absolute: 0.05, subject: "correlation" });
    expect(found.expectedShortfall).toBeGreaterThan(found.valueAtRisk);
  });

  test("takes the normal copula to a thinner joint tail", () => {
    const { degreesOfFreedom: _, ...rest } = options;
    const normal = copulaVar(joint, { ...rest, copula: "normal", confidence: 0.999 });
    const student = copulaVar(joint, { ...options, confidence: 0.999 });
    expect(normal.expectedShortfall).toBeLessThan(student.expectedShortfall);
  });

  test("is historical VaR for one asset with empirical marginals", () => {
    const first = Array.from({ length: joint.rows }, (_, i) => joint.values[2 * i]!);
    const found = copulaVar(joint, { ...options, exposures: [1, 0], marginals: "empirical" });
    const plain = historicalVar(first, { confidence: 0.99, horizonDays: 1, unit: "USD" });
    expectClose(found.valueAtRisk, plain.valueAtRisk, {
      absolute: 4 * found.standardError,
      subject: "VaR",
    });
  });

  test("gives the same figures for the same seed and is homogeneous", () => {
    const small = { ...options, draws: 1000 };
    expect(copulaVar(joint, small)).toEqual(copulaVar(joint, small));
    const double = copulaVar(joint, { ...small, exposures: [200, 200] }).valueAtRisk;
    expectClose(double, 2 * copulaVar(joint, small).valueAtRisk, {
      relative: 1e-12,
      subject: "twice",
    });
  });

  test("refuses a constant column, too few draws and degrees of freedom without a use", () => {
    const level = matrixFromRows(Array.from({ length: 20 }, (_, i) => [i, 1]));
    expect(() => copulaVar(level, options)).toThrow("column 1 must not all be equal: 1");
    expect(() => copulaVar(joint, { ...options, draws: 20 })).toThrow("at least 100");
    expect(() => copulaVar(joint, { ...options, copula: "normal" })).toThrow("must not be given");
    expect(() => copulaVar(joint, { ...options, exposures: [1] })).toThrow("same length");
  });
});

describe("copulaReturns", () => {
  const panel = {
    kind: "simple",
    assets: ["A", "B"],
    dates: Array.from({ length: joint.rows }, (_, i) => addDays("2010-01-01", i)),
    values: joint,
  } as const;
  const { copula, degreesOfFreedom, marginals, seed } = options;
  const asked = { copula, degreesOfFreedom, marginals, seed, draws: 1000 };

  test("draws what copulaVar draws", () => {
    const found = copulaReturns(panel, asked);
    const outcomes = Array.from({ length: 1000 }, (_, i) => {
      const [a, b] = [found.values.values[2 * i]!, found.values.values[2 * i + 1]!];
      return 100 * a + 100 * b;
    });
    const risk = { confidence: 0.95, horizonDays: 1, unit: "USD" };
    expect(historicalVar(outcomes, risk).valueAtRisk).toBe(
      copulaVar(joint, { ...options, ...risk, draws: 1000 }).valueAtRisk,
    );
    expect(found).toMatchObject({ assets: ["A", "B"], horizonDays: 1, floored: 0, seed });
  });

  test("takes a draw below -1 as a total loss and counts it", () => {
    const wild = { ...panel, values: { ...joint, values: joint.values.map((x) => 20 * x) } };
    const found = copulaReturns(wild, asked);
    expect(found.floored).toBeGreaterThan(0);
    expect(found.values.values.filter((x) => x === -1)).toHaveLength(found.floored);
    expect(Math.min(...found.values.values)).toBe(-1);
  });

  test("refuses log returns and a missing return", () => {
    const log = { ...panel, kind: "log" } as unknown as typeof panel;
    expect(() => copulaReturns(log, asked)).toThrow("simple");
    const gap = { ...panel, values: { ...joint, values: joint.values.with(3, Number.NaN) } };
    expect(() => copulaReturns(gap, asked)).toThrow("B on 2010-01-02 must be finite");
  });
});
