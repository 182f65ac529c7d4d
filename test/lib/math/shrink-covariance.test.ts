import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrixFromRows, matrixToRows } from "../../../lib/math/matrix.ts";
import { shrinkCovariance } from "../../../lib/math/shrink-covariance.ts";
import { symmetricEigen } from "../../../lib/math/symmetric-eigen.ts";
import { unitSymmetric } from "./matrices.ts";

const ones = matrixFromRows([
  [1, 1],
  [1, 1],
]);

describe("shrinkCovariance", () => {
  test("of a matrix of ones by a half is [[1, 0.5], [0.5, 1]]", () => {
    // scikit-learn 0771335, sklearn/covariance/tests/test_covariance.py; tolerance 1e-12.
    expect(matrixToRows(shrinkCovariance(ones, { shrinkage: 0.5 }))).toEqual([
      [1, 0.5],
      [0.5, 1],
    ]);
  });

  test("is the matrix at 0 and the mean variance times the identity at 1", () => {
    const matrix = matrixFromRows([
      [4, 1],
      [1, 2],
    ]);
    expect(shrinkCovariance(matrix, { shrinkage: 0 })).toEqual(matrix);
    expect(matrixToRows(shrinkCovariance(matrix, { shrinkage: 1 }))).toEqual([
      [3, 0],
      [0, 3],
    ]);
  });

  test("moves every eigenvalue towards their mean by the same share", () => {
    fc.assert(
      fc.property(
        unitSymmetric,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (matrix, shrinkage) => {
          const before = symmetricEigen(matrix).values;
          const after = symmetricEigen(shrinkCovariance(matrix, { shrinkage })).values;
          after.forEach((value, k) => {
            expect(value).toBeCloseTo((1 - shrinkage) * before[k]! + shrinkage, 12);
          });
        },
      ),
    );
  });

  test("refuses a shrinkage outside [0, 1] and NaN", () => {
    expect(() => shrinkCovariance(ones, { shrinkage: 1.1 })).toThrow(
      "shrinkage must be in [0, 1]: 1.1",
    );
    expect(() => shrinkCovariance(ones, { shrinkage: Number.NaN })).toThrow(
      "must be in [0, 1]: NaN",
    );
  });
});
