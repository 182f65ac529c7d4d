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

  test("states the error of expected shortfall in the same proportion, and none for no covariance", () => {
    const found = deltaNormalVar([1, 2], covariance, { ...options, observations: 200 });
    expectClose(found.expectedShortfallStandardError, found.expectedShortfall / 20, {
      relative: 1e-14,
      subject: "standard error",
    });
    expect(deltaNormalVar([1, 2], covariance, options)).toMatchObject({
      observations: 0,
      warnings: [
        {
          message: "the covariance was taken as known: standard errors of 0 hold no sampling error",
        },
      ],
    });
  });

  test("refuses NaN, one observation and sizes that differ, by name", () => {
    expect(() => deltaNormalVar([1, Number.NaN], covariance, options)).toThrow(
      "exposures[1] must be finite: NaN",
    );
    expect(() => deltaNormalVar([1], covariance, options)).toThrow(
      "exposures and covariance must have the same length: 1 and 2",
    );
    const one = { ...options, observations: 1 };
    expect(() => deltaNormalVar([1, 1], covariance, one)).toThrow(
      "observations must be an integer of at least 2: 1",
    );
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

  test("states the standard errors that derivatives in each cell of the covariance give", () => {
    // Normal factors: n cov(s_ij, s_kl) = s_ik s_jl + s_il s_jk (Wishart).
    const book = {
      delta: [2, -1],
      gamma: matrixFromRows([
        [-8, 3],
        [3, 5],
      ]),
    };
    const cells = [
      [0, 0],
      [1, 0],
      [1, 1],
    ] as const;
    const s = (i: number, j: number): number => covariance.values[2 * i + j]!;
    const found = deltaGammaVar(book, covariance, { ...options, observations: 250 });
    for (const figure of ["valueAtRisk", "expectedShortfall"] as const) {
      const slopes = cells.map(([i, j]) => {
        const at = (step: number): number => {
          const values = Float64Array.from(covariance.values);
          values[2 * i + j]! += step;
          if (i !== j) values[2 * j + i]! += step;
          return deltaGammaVar(book, { ...covariance, values }, options)[figure];
        };
        return (at(1e-5) - at(-1e-5)) / 2e-5;
      });
      const variance = cells.flatMap(([i, j], a) =>
        cells.map(([k, l], b) => {
          const law = s(i, k) * s(j, l) + s(i, l) * s(j, k);
          return (slopes[a]! * slopes[b]! * law) / 250;
        }),
      );
      const error = Math.sqrt(variance.reduce((sum, x) => sum + x, 0));
      const name = figure === "valueAtRisk" ? "standardError" : "expectedShortfallStandardError";
      expectClose(found[name], error, { relative: 1e-4, subject: name });
    }
    expect(found.warnings).toEqual([]);
  });

  test("takes a covariance between factors into the quadratic form", () => {
    // X = L Z: a book of (L' delta, L' gamma L) over independent factors is the same book.
    const [a, b, c] = [0.2, 0.05, Math.sqrt(0.09 - 0.0025)];
    const gamma = matrixFromRows([
      [-8, 3],
      [3, 5],
    ]);
    const found = deltaGammaVar({ delta: [2, -1], gamma }, covariance, options);
    const [g11, g12, g22] = [-8, 3, 5];
    const turned = {
      delta: [2 * a - b, -c],
      gamma: matrixFromRows([
        [a * a * g11 + 2 * a * b * g12 + b * b * g22, c * (a * g12 + b * g22)],
        [c * (a * g12 + b * g22), c * c * g22],
      ]),
    };
    const identity = matrixFromRows([
      [1, 0],
      [0, 1],
    ]);
    const same = deltaGammaVar(turned, identity, options);
    expectClose(found.valueAtRisk, same.valueAtRisk, { relative: 1e-9, subject: "VaR" });
    expectClose(found.expectedShortfall, same.expectedShortfall, { relative: 1e-8, subject: "ES" });
  });

  test("warns of a tail without spread, and refuses sizes and a gamma that do not fit", () => {
    const zero = matrixFromRows([[0]]);
    const codes = deltaGammaVar({ delta: [0], gamma: zero }, one, options).warnings;
    expect(codes.map(({ code }) => code)).toEqual(["flat-tail", "known-parameters"]);
    const refused = (delta: number[], gamma: number[][]) => () =>
      deltaGammaVar({ delta, gamma: matrixFromRows(gamma) }, covariance, options);
    expect(refused([1, Number.NaN], [[1]])).toThrow("exposures[1] must be finite: NaN");
    expect(refused([1, 1], [[1]])).toThrow("delta and gamma must have the same length: 2 and 1");
    expect(
      refused(
        [1, 1],
        [
          [1, 2],
          [3, 4],
        ],
      ),
    ).toThrow("gamma");
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
