import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cholesky } from "../../../lib/math/cholesky.ts";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import { spectralRepair } from "../../../lib/math/spectral-repair.ts";
import { expectCorrelation, largestDifference, unitSymmetric } from "./matrices.ts";

const impossible = matrixFromRows([
  [1, 0.9, 0.7],
  [0.9, 1, 0.3],
  [0.7, 0.3, 1],
]);

describe("spectralRepair", () => {
  test("is QuantLib's salvaged matrix to 1e-10", () => {
    // QuantLib 2a13d4550, test-suite/covariance.cpp testSalvagingMatrix, spectral; tolerance 1e-10.
    const expected = matrixFromRows([
      [1, 0.894024408508599, 0.696319066114392],
      [0.894024408508599, 1, 0.300969036104592],
      [0.696319066114392, 0.300969036104592, 1],
    ]);
    const found = spectralRepair(impossible);
    expect(largestDifference(found.values, expected)).toBeLessThan(1e-10);
    expect(found).toMatchObject({ method: "spectral", changed: true, iterations: 1 });
    expect(found.eigenvaluesBefore.at(-1)!).toBeLessThan(-0.007);
    expect(found.maximumChange).toBeCloseTo(0.9 - 0.894024408508599, 12);
  });

  test("gives a correlation matrix that a second pass leaves alone", () => {
    fc.assert(
      fc.property(unitSymmetric, (matrix) => {
        const found = spectralRepair(matrix);
        expectCorrelation(found.values);
        const again = spectralRepair(found.values);
        expect(again.changed).toBe(false);
        expect(again.values).toEqual(found.values);
      }),
    );
  });

  test("with a floor gives a matrix that can be factored", () => {
    expect(() => cholesky(spectralRepair(impossible).values)).toThrow("positive definite");
    const { values } = spectralRepair(impossible, { eigenvalueFloor: 1e-6 });
    expect(cholesky(values).rows).toBe(3);
    expectCorrelation(values);
  });

  test("refuses a row with nothing left to scale and a negative floor", () => {
    expect(() =>
      spectralRepair(
        matrixFromRows([
          [1, 0],
          [0, -1],
        ]),
      ),
    ).toThrow("matrix must keep a positive diagonal: 0 in row 1");
    expect(() => spectralRepair(impossible, { eigenvalueFloor: -1 })).toThrow("eigenvalueFloor");
  });
});
