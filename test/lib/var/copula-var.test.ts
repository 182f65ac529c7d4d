import { describe, expect, test } from "vitest";
import { addDays } from "../../../lib/base/time.ts";
import { chiSquareDraw } from "../../../lib/math/chi-square-draw.ts";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import { normalDistribution } from "../../../lib/math/normal-distribution.ts";
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
    expect(() => copulaVar(joint, { ...options, copula: "normal" })).toThrow(
      "degreesOfFreedom must not be given for normal: 4",
    );
    expect(() => copulaVar(joint, { ...options, exposures: [1] })).toThrow(
      "exposures and columns of returns must have the same length: 1 and 2",
    );
    const refused = (changed: object) => () => copulaVar(joint, { ...options, ...changed });
    expect(refused({ degreesOfFreedom: 0 })).toThrow("degreesOfFreedom must be a positive number");
    expect(refused({ exposures: [1, Number.NaN] })).toThrow("exposures[1] must be finite: NaN");
    expect(refused({ copula: "clayton" })).toThrow('copula must be one of normal, student-t: "cl');
    expect(refused({ marginals: "normal" })).toThrow("marginals must be one of empirical, student");
    expect(refused({ draws: 0 })).toThrow("draws must be an integer of at least 1: 0");
    const gap = { ...joint, values: joint.values.with(5, Number.NaN) };
    expect(() => copulaVar(gap, options)).toThrow("returns[5] must be finite: NaN");
    const nine = matrixFromRows(Array.from({ length: 9 }, (_, i) => [i, i * i]));
    expect(() => copulaVar(nine, options)).toThrow(
      "rows of returns must be an integer of at least 10",
    );
  });

  test("draws with sin(pi tau / 2), tau counted by hand", () => {
    // Ten ranks with neighbours swapped: 5 of 45 pairs disagree, tau = 35 / 45.
    const swapped = matrixFromRows([1, 0, 3, 2, 5, 4, 7, 6, 9, 8].map((rank, i) => [i, rank]));
    const found = copulaVar(swapped, { ...options, marginals: "empirical", draws: 100 });
    const rho = Math.sin((Math.PI / 2) * (35 / 45));
    const expected = [1, rho, rho, 1];
    found.correlation.values.forEach((value, i) => {
      expectClose(value, expected[i]!, { absolute: 1e-14, subject: `cell ${i}` });
    });
  });

  test("makes correlations semi-definite that are not together, as numpy does", () => {
    const ranks = matrixFromRows([
      [6, 1, 8, 2, 6],
      [1, 2, 2, 8, 4],
      [3, 5, 7, 2, 8],
      [5, 2, 7, 7, 0],
      [6, 0, 2, 8, 5],
      [1, 6, 3, 7, 1],
      [7, 8, 1, 0, 8],
      [5, 1, 8, 5, 5],
      [3, 6, 5, 7, 7],
      [1, 8, 8, 2, 4],
    ]);
    const found = copulaVar(ranks, {
      ...options,
      exposures: [1, 1, 1, 1, 1],
      marginals: "empirical",
      draws: 100,
    });
    // numpy 2.4.6: eigenvalues of sin(pi tau_b / 2) from -0.263 up, raised to 0, rows scaled to a
    // diagonal of 1; the upper triangle by rows; tolerance 1e-12.
    const expected = [
      -0.47602663368871384, -0.03376745764077016, -0.31234511129482595, 0.5513362033035308,
      -0.19747251351998638, -0.4408618731634549, 0.16305345784037137, -0.4645774879389464,
      -0.17074195942445913, -0.5692620377872418,
    ];
    const { values } = found.correlation;
    const upper = [0, 1, 2, 3].flatMap((i) =>
      Array.from({ length: 4 - i }, (_, k) => [
        values[i * 5 + i + 1 + k]!,
        values[(i + 1 + k) * 5 + i]!,
      ]),
    );
    upper.forEach(([above, below], i) => {
      expectClose(above!, expected[i]!, { absolute: 1e-12, subject: `pair ${i}` });
      expectClose(below!, expected[i]!, { absolute: 1e-12, subject: `pair ${i} mirrored` });
    });
    expectClose(values[24]!, 1, { absolute: 1e-14, subject: "diagonal" });
  });

  test("takes draw i from stream i: of one asset, the quantile at a normal variate", () => {
    const rows = Array.from({ length: 50 }, (_, i) => [joint.values[2 * i]!]);
    const sorted = rows.flat().sort((a, b) => a - b);
    const { degreesOfFreedom: _, ...rest } = options;
    const asked = { ...rest, copula: "normal", marginals: "empirical", draws: 100 } as const;
    const found = copulaVar(matrixFromRows(rows), { ...asked, exposures: [1] });
    const outcomes = Array.from({ length: 100 }, (_, stream) => {
      const u = normalDistribution(randomStream({ seed: options.seed, stream }).normal());
      const [whole, part] = [Math.floor(49 * u), (49 * u) % 1];
      return sorted[whole]! + part * ((sorted[whole + 1] ?? 0) - sorted[whole]!);
    });
    const exact = historicalVar(outcomes, { confidence: 0.99, horizonDays: 1, unit: "USD" });
    expectClose(found.valueAtRisk, exact.valueAtRisk, { relative: 1e-12, subject: "VaR" });
    expectClose(found.expectedShortfall, exact.expectedShortfall, {
      relative: 1e-12,
      subject: "ES",
    });
  });

  test("stretches all of a draw by one chi-square: a joint t has fatter tails than its parts", () => {
    const few = matrixFromRows(
      Array.from({ length: 300 }, (_, i) => [...joint.values.subarray(2 * i, 2 * i + 2)]),
    );
    const small = { ...options, draws: 4000, confidence: 0.95 };
    const found = copulaVar(few, small);
    const exact = 2 * Math.sqrt(3.2) * studentTQuantile(0.95, 4);
    expectClose(found.valueAtRisk, exact, { relative: 0.15, subject: "VaR" });
    const { degreesOfFreedom: _, ...rest } = small;
    const deep = { ...rest, copula: "normal", confidence: 0.999 } as const;
    const far = copulaVar(few, { ...small, confidence: 0.999 });
    expect(copulaVar(few, deep).expectedShortfall).toBeLessThan(far.expectedShortfall);
    expect(found.method).toBe("student-t copula, student-t marginals");
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
