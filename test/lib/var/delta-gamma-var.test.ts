import { describe, expect, test } from "vitest";
import { type Matrix, matrixFromRows } from "../../../lib/math/matrix.ts";
import { normalDistribution } from "../../../lib/math/normal-distribution.ts";
import { deltaGammaVar } from "../../../lib/var/delta-gamma-var.ts";
import { deltaNormalVar } from "../../../lib/var/delta-normal-var.ts";
import golden from "../../golden/var-methods.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";

const options = { confidence: 0.99, horizonDays: 1, unit: "USD" };
const one = matrixFromRows([[1]]);
const covariance = matrixFromRows([
  [0.04, 0.01],
  [0.01, 0.09],
]);

function twoAssets(rho: number): Matrix {
  const [a, b] = [0.02 * Math.sqrt(10), 0.01 * Math.sqrt(10)];
  return matrixFromRows([
    [a * a, rho * a * b],
    [rho * a * b, b * b],
  ]);
}

describe("deltaNormalVar", () => {
  // J. Hull, Risk Management and Financial Institutions, chapter on model building, which rounds the
  // quantile at 0.99 to 2.33; tolerance 1.5.
  const hull = { ...options, confidence: normalDistribution(2.33), horizonDays: 10 };

  test("gives Hull's portfolio of Microsoft and AT&T, and its diversification", () => {
    const both = deltaNormalVar([10e6, 5e6], twoAssets(0.3), hull).valueAtRisk;
    expectClose(both, 1_622_657, { absolute: 1.5, subject: "VaR" });
    const alone = [10e6 * 0.02, 5e6 * 0.01].map((s) => s * Math.sqrt(10) * 2.33);
    expectClose(alone[0]! + alone[1]! - both, 219_369, { absolute: 1.5, subject: "benefit" });
  });

  test("gives the same with a correlation of 0.9", () => {
    const stressed = deltaNormalVar([10e6, 5e6], twoAssets(0.9), hull).valueAtRisk;
    expectClose(stressed, 1_812_314.68, { absolute: 2, subject: "VaR" });
  });

  test("states a standard error only where it knows the sample", () => {
    const known = deltaNormalVar([1, 2], covariance, options);
    expect(known.standardError).toBe(0);
    expect(known.warnings.map(({ code }) => code)).toEqual(["known-parameters"]);
    const estimated = deltaNormalVar([1, 2], covariance, { ...options, observations: 200 });
    expectClose(estimated.standardError, estimated.valueAtRisk / 20, {
      relative: 1e-14,
      subject: "standard error",
    });
    expect(estimated.warnings).toEqual([]);
  });

  test("refuses what is no covariance and sizes that differ", () => {
    const broken = matrixFromRows([
      [1, 2],
      [2, 1],
    ]);
    expect(() => deltaNormalVar([1, 1], broken, options)).toThrow("positive semi-definite");
    expect(() => deltaNormalVar([1], covariance, options)).toThrow("must have the same length");
  });
});

describe("deltaGammaVar", () => {
  test("gives the exact upper quantile of a short gamma: half gamma times chi-square", () => {
    // Half of -10,000 times the 0.01 quantile of chi-square with one degree of freedom.
    const found = deltaGammaVar({ delta: [0], gamma: matrixFromRows([[-10_000]]) }, one, {
      ...options,
      confidence: 0.01,
    });
    expectClose(found.valueAtRisk, 0.7854392895485092, { relative: 1e-9, subject: "VaR" });
  });

  test.each(golden.deltaGamma)(
    "agrees with the non-central chi-square: delta $delta, gamma $gamma",
    (row) => {
      const book = { delta: [row.delta], gamma: matrixFromRows([[row.gamma]]) };
      const found = deltaGammaVar(book, one, { ...options, confidence: row.confidence });
      expectClose(found.valueAtRisk, row.valueAtRisk, { relative: 1e-8, subject: "VaR" });
      expectClose(found.expectedShortfall, row.expectedShortfall, {
        relative: 1e-7,
        subject: "ES",
      });
    },
  );

  test.each(golden.deltaGammaTwo)("agrees with quadrature over two factors", (row) => {
    const gamma = matrixFromRows([
      [row.gamma[0]!, 0],
      [0, row.gamma[1]!],
    ]);
    const identity = matrixFromRows([
      [1, 0],
      [0, 1],
    ]);
    const found = deltaGammaVar({ delta: row.delta, gamma }, identity, {
      ...options,
      confidence: row.confidence,
    });
    expectClose(found.valueAtRisk, row.valueAtRisk, { relative: 1e-8, subject: "VaR" });
    expectClose(found.expectedShortfall, row.expectedShortfall, { relative: 1e-6, subject: "ES" });
  });

  test("is delta-normal without gamma, standard errors too", () => {
    const gamma = matrixFromRows([
      [0, 0],
      [0, 0],
    ]);
    const sampled = { ...options, observations: 500 };
    const found = deltaGammaVar({ delta: [3, -1], gamma }, covariance, sampled);
    const normal = deltaNormalVar([3, -1], covariance, sampled);
    const names = ["valueAtRisk", "expectedShortfall", "standardError"] as const;
    for (const name of names) {
      expectClose(found[name], normal[name], { relative: 1e-8, subject: name });
    }
  });

  test("is homogeneous, and nothing at all for an empty book", () => {
    const gamma = [
      [3, 1],
      [1, -4],
    ];
    const at = (k: number): number =>
      deltaGammaVar(
        { delta: [k, -2 * k], gamma: matrixFromRows(gamma.map((row) => row.map((x) => k * x))) },
        covariance,
        options,
      ).valueAtRisk;
    expectClose(at(1e7), 1e7 * at(1), { relative: 1e-10, subject: "scaled" });
    expect(at(0)).toBe(0);
  });

  test("takes a singular covariance", () => {
    const same = matrixFromRows([
      [1, 1],
      [1, 1],
    ]);
    const gamma = matrixFromRows([
      [-1, 0],
      [0, -1],
    ]);
    const two = deltaGammaVar({ delta: [1, 1], gamma }, same, options).valueAtRisk;
    const single = deltaGammaVar({ delta: [2], gamma: matrixFromRows([[-2]]) }, one, options);
    expectClose(two, single.valueAtRisk, { relative: 1e-7, subject: "VaR" });
  });
});
