import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { correlationMatrix } from "../../../lib/market/correlation-matrix.ts";
import { stressCorrelation, stressedCovariance } from "../../../lib/market/stress-correlation.ts";
import { type Matrix, matrixFromRows, matrixToRows } from "../../../lib/math/matrix.ts";
import { nearestCorrelation } from "../../../lib/math/nearest-correlation.ts";
import { expectClose } from "../expect-close.ts";
import { expectCorrelation, unitSymmetric } from "../math/matrices.ts";
import { majorReturns } from "./major-returns.ts";

const names = (matrix: Matrix): string[] => Array.from({ length: matrix.rows }, (_, i) => `C${i}`);
const pair = (rho: number) => ({
  assets: ["A", "B"],
  values: matrixFromRows([
    [1, rho],
    [rho, 1],
  ]),
});
const three = {
  assets: ["A", "B", "C"],
  values: matrixFromRows([
    [1, 0.2, 0.8],
    [0.2, 1, -0.3],
    [0.8, -0.3, 1],
  ]),
};

/** 10-day VaR at z standard deviations of the values held. */
function deltaNormalVar(covariance: Matrix, values: readonly number[], z: number): number {
  const rows = matrixToRows(covariance);
  const variance = values.reduce(
    (sum, v, i) => sum + v * rows[i]!.reduce((inner, c, j) => inner + c * values[j]!, 0),
    0,
  );
  return z * Math.sqrt(10 * variance);
}

describe("stressCorrelation", () => {
  test("takes Hull's two shares from a VaR of 1,622,657 to 1,812,315 at 0.9", () => {
    // Hull's example of 10 and 5 million with 2 % and 1 % a day, 10 days, z = 2.33; tolerance 2.
    const base = pair(0.3);
    const stressed = stressCorrelation(base, { to: 0.9 });
    const holdings = [1e7, 5e6];
    const measure = (correlation: typeof base): number =>
      deltaNormalVar(stressedCovariance(correlation, [0.02, 0.01]).values, holdings, 2.33);
    expectClose(measure(base), 1622657, { absolute: 2, subject: "base" });
    const found = measure({ assets: base.assets, values: stressed.values });
    expectClose(found, 1812314.6801811215, { absolute: 2, subject: "stressed" });
  });

  test("to 0.9 sets every correlation of eleven assets to 0.9 and repairs nothing", () => {
    const base = correlationMatrix(majorReturns(), { method: "pearson", missing: "complete" });
    const { values, repair, warnings, assets } = stressCorrelation(base, { to: 0.9 });
    matrixToRows(values).forEach((row, i) => {
      row.forEach((value, j) => {
        expect(value).toBe(i === j ? 1 : 0.9);
      });
    });
    expect(repair).toMatchObject({ changed: false, iterations: 0, converged: true });
    expect(warnings).toEqual([]);
    expect(assets).toEqual(base.assets);
  });

  test("moves only the block that it is told to, half the way at weight 0.5", () => {
    const { requested } = stressCorrelation(three, { to: 0.6, among: ["A", "B"], weight: 0.5 });
    expect(matrixToRows(requested)).toEqual([
      [1, 0.4, 0.8],
      [0.4, 1, -0.3],
      [0.8, -0.3, 1],
    ]);
  });

  test.each(["nearest", "spectral"] as const)(
    "says what a block at 0.95 made of the rest: %s",
    (how) => {
      const found = stressCorrelation(three, { to: 0.95, among: ["A", "B"], repair: how });
      expect(found.requested.values[1]).toBe(0.95);
      expect(found.repair).toMatchObject({ method: how, changed: true });
      expect(found.repair.eigenvaluesBefore.at(-1)!).toBeLessThan(-0.1);
      expect(found.repair.maximumChange).toBeGreaterThan(0.05);
      expect(found.warnings.map(({ code }) => code)).toEqual(["repaired"]);
      expect(found.warnings[0]!.message).toContain(String(found.repair.maximumChange));
      expectCorrelation(found.values);
    },
  );

  test("blends towards a matrix over the same assets", () => {
    const target = {
      assets: ["A", "B"],
      values: matrixFromRows([
        [1, -0.5],
        [-0.5, 1],
      ]),
    };
    const { values } = stressCorrelation(pair(0.5), { to: target, weight: 0.25 });
    expect(values.values[1]).toBe(0.25);
  });

  test("gives a correlation matrix whatever is asked, the base itself at weight 0", () => {
    const value = fc.double({ min: -1, max: 1, noNaN: true });
    const weight = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(unitSymmetric, value, weight, (matrix, to, w) => {
        const base = { assets: names(matrix), values: nearestCorrelation(matrix).values };
        const stressed = stressCorrelation(base, { to, weight: w, among: ["C0", "C1"] });
        expectCorrelation(stressed.values);
        expect(stressed.warnings.length > 0).toBe(stressed.repair.iterations > 0);
        expect(stressCorrelation(base, { to, weight: 0 }).values).toEqual(base.values);
      }),
    );
  });

  test("repairs what three assets at -0.9 cannot be: -0.5 is as low as they go", () => {
    const { values, warnings } = stressCorrelation(three, { to: -0.9 });
    expect(values.values[1]).toBeCloseTo(-0.5, 6);
    expect(warnings[0]).toMatchObject({ code: "repaired" });
  });

  test("leaves a single asset as it is, and still wants two where some are named", () => {
    const one = { assets: ["A"], values: matrixFromRows([[1]]) };
    const found = stressCorrelation(one, { to: 0.9 });
    expect([...found.values.values]).toEqual([1]);
    expect(found).toMatchObject({ warnings: [], repair: { changed: false } });
    expect(() => stressCorrelation(one, { to: 0.9, among: ["A"] })).toThrow(
      "among must name at least 2 assets, each once: A",
    );
  });

  test("refuses what it cannot mean, by name", () => {
    expect(() => stressCorrelation(three, { to: 1.2 })).toThrow("to must be in [-1, 1]: 1.2");
    expect(() => stressCorrelation(three, { to: 0.9, weight: 2 })).toThrow(
      "weight must be in [0, 1]",
    );
    expect(() => stressCorrelation(three, { to: 0.9, among: ["A", "X"] })).toThrow(
      "asset must be one of A, B, C",
    );
    expect(() => stressCorrelation(three, { to: 0.9, among: ["A", "A"] })).toThrow(
      "among must name at least 2 assets, each once: A, A",
    );
    expect(() => stressCorrelation(three, { to: pair(0.1) })).toThrow(
      "to must have the assets A, B, C: A, B",
    );
    const covariance = {
      assets: ["A", "B"],
      values: matrixFromRows([
        [4, 1],
        [1, 2],
      ]),
    };
    expect(() => stressCorrelation(covariance, { to: 0.9 })).toThrow("must have a diagonal of 1");
    expect(() => stressCorrelation({ ...three, assets: ["A"] }, { to: 0.9 })).toThrow(
      "correlation must have 1 rows, one per asset: 3",
    );
  });
});
