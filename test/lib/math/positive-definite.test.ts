import { describe, expect, test } from "vitest";
import {
  invertPositiveDefinite,
  solvePositiveDefinite,
} from "../../../lib/math/positive-definite.ts";

const rows = [
  [4, 2, -1],
  [2, 5, 1],
  [-1, 1, 3],
];

describe("solvePositiveDefinite", () => {
  test("solves A x = b", () => {
    const x = solvePositiveDefinite(rows, [1, -2, 6])!;
    rows.forEach((row, i) => {
      const product = row.reduce((sum, a, j) => sum + a * x[j]!, 0);
      expect(product).toBeCloseTo([1, -2, 6][i]!, 13);
    });
  });

  test("has no answer for a singular or an indefinite matrix", () => {
    expect(
      solvePositiveDefinite(
        [
          [1, 1],
          [1, 1],
        ],
        [1, 1],
      ),
    ).toBeUndefined();
    expect(
      solvePositiveDefinite(
        [
          [1, 2],
          [2, 1],
        ],
        [1, 1],
      ),
    ).toBeUndefined();
    expect(solvePositiveDefinite([[Number.NaN]], [1])).toBeUndefined();
  });
});

describe("invertPositiveDefinite", () => {
  test("gives a symmetric inverse: det 43, cofactors over it", () => {
    const inverse = invertPositiveDefinite(rows)!;
    const expected = [
      [14, -7, 7],
      [-7, 11, -6],
      [7, -6, 16],
    ];
    inverse.forEach((row, i) => {
      row.forEach((x, j) => {
        expect(x).toBeCloseTo(expected[i]![j]! / 35, 14);
        expect(x).toBe(inverse[j]![i]);
      });
    });
  });

  test("has no answer for a singular matrix", () => {
    expect(
      invertPositiveDefinite([
        [1, 1],
        [1, 1],
      ]),
    ).toBeUndefined();
  });
});
