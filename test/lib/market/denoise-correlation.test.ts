import { describe, expect, test } from "vitest";
import { correlationMatrix } from "../../../lib/market/correlation-matrix.ts";
import { denoiseCorrelation } from "../../../lib/market/denoise-correlation.ts";
import { sliceReturns } from "../../../lib/market/return-window.ts";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { identityMatrix } from "../../../lib/math/symmetric-eigen.ts";
import golden from "../../golden/dependence.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { expectCorrelation, largestDifference } from "../math/matrices.ts";
import { expectLower, majorReturns } from "./major-returns.ts";
import { panelOf } from "./panels.ts";

const relative = golden.tolerance.rel;
const pearson = { method: "pearson", missing: "complete" } as const;

describe.each(golden.denoise)("denoiseCorrelation over $name, variance $variance", (row) => {
  const panel = majorReturns();
  const used = sliceReturns(panel, { from: panel.dates.at(-row.rows)! });
  const correlation = correlationMatrix(used, pearson);
  const noiseVariance = row.fitted ? ("residual" as const) : row.variance;

  test("agrees with numpy", () => {
    const found = denoiseCorrelation(correlation, { noiseVariance });
    expect(found).toMatchObject({ signals: row.signals, detoned: 0, warnings: [] });
    expectClose(found.noiseVariance, row.variance, { relative, subject: "variance" });
    expectClose(found.edge, row.edge, { relative, subject: "edge" });
    expectClose(found.residualEigenvalue, row.residual, { relative, subject: "residual" });
    expectLower(found.values, row.lower, { absolute: 1e-12, subject: "correlation" });
    expectCorrelation(found.values);
  });

  test("agrees with numpy with the market mode taken out", () => {
    const found = denoiseCorrelation(correlation, { noiseVariance, detone: 1 });
    expectLower(found.values, row.detoned, { absolute: 1e-11, subject: "detoned" });
    expectCorrelation(found.values);
    expect(found.eigenvaluesAfter.at(-1)!).toBeLessThan(1e-12);
  });
});

describe("denoiseCorrelation", () => {
  test("makes independent noise the identity and says that there was no signal", () => {
    const random = randomStream({ seed: 8, stream: 0 });
    const rows = Array.from({ length: 400 }, () =>
      Array.from({ length: 20 }, () => random.normal()),
    );
    const assets = Array.from({ length: 20 }, (_, i) => `C${i}`);
    const correlation = correlationMatrix(panelOf(assets, rows), pearson);
    const found = denoiseCorrelation(correlation, { noiseVariance: 1 });
    expect(largestDifference(found.values, identityMatrix(20))).toBeLessThan(1e-14);
    expect(found.warnings.map(({ code }) => code)).toEqual(["no-signal"]);
    expect(found.residualEigenvalue).toBeCloseTo(1, 13);
  });

  test("brings a noisy matrix nearer to the true one", () => {
    const random = randomStream({ seed: 9, stream: 0 });
    const rows = Array.from({ length: 60 }, () => {
      const market = random.normal();
      return Array.from({ length: 20 }, () => market + random.normal());
    });
    const assets = Array.from({ length: 20 }, (_, i) => `C${i}`);
    const truth = matrixFromRows(assets.map((_, i) => assets.map((__, j) => (i === j ? 1 : 0.5))));
    const correlation = correlationMatrix(panelOf(assets, rows), pearson);
    const found = denoiseCorrelation(correlation, { noiseVariance: "residual" });
    expect(found.signals).toBe(1);
    const before = largestDifference(correlation.values, truth);
    expect(largestDifference(found.values, truth)).toBeLessThan(before);
  });

  test.each([1, -1])("counts one signal in two assets that are one, correlation %i", (rho) => {
    const values = matrixFromRows([
      [1, rho],
      [rho, 1],
    ]);
    const input = { assets: ["A", "B"], values, observations: 30 };
    const found = denoiseCorrelation(input, { noiseVariance: "residual" });
    expect(found).toMatchObject({ signals: 1, residualEigenvalue: 0, warnings: [] });
    expect([...found.values.values]).toEqual([1, rho, rho, 1].map((x) => expect.closeTo(x, 12)));
  });

  test("refuses variances outside (0, 1], all modes taken out, what is no correlation", () => {
    const values = matrixFromRows([
      [1, 0.5],
      [0.5, 1],
    ]);
    const input = { assets: ["A", "B"], values, observations: 50 };
    expect(() => denoiseCorrelation(input, { noiseVariance: 0 })).toThrow("noiseVariance must be");
    expect(() => denoiseCorrelation(input, { noiseVariance: 1.5 })).toThrow(
      "noiseVariance must be in (0, 1]: 1.5",
    );
    expect(() => denoiseCorrelation(input, { noiseVariance: "kernel" as never })).toThrow(
      'noiseVariance must be one of residual: "kernel"',
    );
    expect(() => denoiseCorrelation(input, { noiseVariance: 1, detone: 2 })).toThrow(
      "detone must be below 2 assets: 2",
    );
    const covariance = {
      ...input,
      values: matrixFromRows([
        [2, 0],
        [0, 1],
      ]),
    };
    expect(() => denoiseCorrelation(covariance, { noiseVariance: 1 })).toThrow("a diagonal of 1");
  });
});
