import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import {
  composeSymmetric,
  isPositiveSemidefinite,
  symmetricEigen,
} from "../../../lib/math/symmetric-eigen.ts";
import { largestDifference, unitSymmetric } from "./matrices.ts";

describe("symmetricEigen", () => {
  test("of [[2, 1], [1, 2]] is 3 along the diagonal and 1 across it", () => {
    const { values, vectors } = symmetricEigen(
      matrixFromRows([
        [2, 1],
        [1, 2],
      ]),
    );
    expect(values[0]).toBeCloseTo(3, 14);
    expect(values[1]).toBeCloseTo(1, 14);
    expect(vectors.values[0]).toBeCloseTo(Math.SQRT1_2, 14);
    expect(vectors.values[2]).toBeCloseTo(Math.SQRT1_2, 14);
  });

  test("puts the matrix together again, largest eigenvalue first, vectors orthonormal", () => {
    fc.assert(
      fc.property(unitSymmetric, (matrix) => {
        const { values, vectors } = symmetricEigen(matrix);
        expect([...values]).toEqual([...values].sort((a, b) => b - a));
        expect(largestDifference(composeSymmetric(vectors, values), matrix)).toBeLessThan(
          1e-14 * 20,
        );
        const ones = composeSymmetric(
          vectors,
          values.map(() => 1),
        );
        ones.values.forEach((value, at) => {
          expect(value).toBeCloseTo(at % (matrix.rows + 1) === 0 ? 1 : 0, 13);
        });
      }),
    );
  });

  test.each([1e-200, 1e200])("does not mind elements of %s", (scale) => {
    const { values } = symmetricEigen(
      matrixFromRows([
        [2 * scale, scale],
        [scale, 2 * scale],
      ]),
    );
    expect(values[0]! / scale).toBeCloseTo(3, 13);
    expect(values[1]! / scale).toBeCloseTo(1, 13);
  });

  test("gives zeros for the zero matrix and one value for one element", () => {
    expect([
      ...symmetricEigen(
        matrixFromRows([
          [0, 0],
          [0, 0],
        ]),
      ).values,
    ]).toEqual([0, 0]);
    expect([...symmetricEigen(matrixFromRows([[-3]])).values]).toEqual([-3]);
  });

  test("refuses what is not square, symmetric or finite, naming the place", () => {
    expect(() => symmetricEigen(matrixFromRows([[1, 2]]))).toThrow(
      "matrix must be square and not empty: 1 by 2",
    );
    expect(() => symmetricEigen(matrixFromRows([]))).toThrow("must be square and not empty");
    expect(() =>
      symmetricEigen(
        matrixFromRows([
          [1, 0.2],
          [0.3, 1],
        ]),
      ),
    ).toThrow("matrix must be symmetric: (1, 0) 0.3 and 0.2");
    expect(() =>
      symmetricEigen(
        matrixFromRows([
          [1, Number.NaN],
          [0, 1],
        ]),
      ),
    ).toThrow("matrix must be finite: (0, 1) NaN");
  });
});

describe("isPositiveSemidefinite", () => {
  test("takes a singular matrix and refuses one eigenvalue of -1e-9", () => {
    expect(
      isPositiveSemidefinite(
        matrixFromRows([
          [1, 1],
          [1, 1],
        ]),
      ),
    ).toBe(true);
    expect(
      isPositiveSemidefinite(
        matrixFromRows([
          [1, 1 + 1e-9],
          [1 + 1e-9, 1],
        ]),
      ),
    ).toBe(false);
  });
});
