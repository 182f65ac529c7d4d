import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cholesky, symmetricSquareRoot } from "../../../lib/math/cholesky.ts";
import { type Matrix, matrixFromRows, matrixToRows } from "../../../lib/math/matrix.ts";
import { nearestCorrelation } from "../../../lib/math/nearest-correlation.ts";
import { shrinkCovariance } from "../../../lib/math/shrink-covariance.ts";
import { largestDifference, unitSymmetric } from "./matrices.ts";

function timesItsTranspose(factor: Matrix): Matrix {
  const rows = matrixToRows(factor);
  return matrixFromRows(
    rows.map((x) => rows.map((y) => x.reduce((sum, value, k) => sum + value * y[k]!, 0))),
  );
}

describe("cholesky", () => {
  test("of [[4, 2], [2, 5]] is [[2, 0], [1, 2]]", () => {
    expect(
      matrixToRows(
        cholesky(
          matrixFromRows([
            [4, 2],
            [2, 5],
          ]),
        ),
      ),
    ).toEqual([
      [2, 0],
      [1, 2],
    ]);
  });

  test("times its transpose is the matrix", () => {
    fc.assert(
      fc.property(unitSymmetric, (matrix) => {
        const definite = shrinkCovariance(nearestCorrelation(matrix).values, { shrinkage: 0.05 });
        const again = timesItsTranspose(cholesky(definite));
        expect(largestDifference(again, definite)).toBeLessThan(1e-14);
      }),
    );
  });

  test.each([1e-150, 1e150])("does not mind elements of %s", (scale) => {
    const lower = cholesky(
      matrixFromRows([
        [4 * scale, 2 * scale],
        [2 * scale, 5 * scale],
      ]),
    );
    expect(lower.values[3]! / Math.sqrt(scale)).toBeCloseTo(2, 13);
  });

  test("names the row and the pivot of a matrix that is singular, indefinite or zero", () => {
    expect(() =>
      cholesky(
        matrixFromRows([
          [1, 1],
          [1, 1],
        ]),
      ),
    ).toThrow("matrix must be positive definite: pivot 0 of diagonal 1 in row 1");
    expect(() =>
      cholesky(
        matrixFromRows([
          [1, 2],
          [2, 1],
        ]),
      ),
    ).toThrow("pivot -3 of diagonal 1");
    expect(() => cholesky(matrixFromRows([[0]]))).toThrow("pivot 0 of diagonal 0 in row 0");
    const third = 1 / 3;
    const dependent = [
      [1, third, 2 * third],
      [third, 1, (third + 1) / 2],
      [2 * third, (third + 1) / 2, (2 * third + (third + 1) / 2) / 2],
    ];
    expect(() => cholesky(matrixFromRows(dependent))).toThrow("must be positive definite");
  });
});

describe("symmetricSquareRoot", () => {
  test("times itself is the matrix, singular ones included", () => {
    fc.assert(
      fc.property(unitSymmetric, (matrix) => {
        const { values } = nearestCorrelation(matrix);
        expect(
          largestDifference(timesItsTranspose(symmetricSquareRoot(values)), values),
        ).toBeLessThan(1e-13);
      }),
    );
  });

  test("names the smallest eigenvalue of an indefinite matrix", () => {
    expect(() =>
      symmetricSquareRoot(
        matrixFromRows([
          [1, 2],
          [2, 1],
        ]),
      ),
    ).toThrow(/^matrix must be positive semi-definite: smallest eigenvalue -(1|0\.99999)/);
  });
});
