import { describe, expect, test } from "vitest";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import { whitening } from "../../../lib/math/whitening.ts";
import { expectClose } from "../expect-close.ts";

const covariance = matrixFromRows([
  [4, 3],
  [3, 9],
]);

describe("whitening", () => {
  test("goes there and back", () => {
    const space = whitening(covariance);
    const there = space.coordinatesOf([1, -2]);
    space.variablesAt(there.values).forEach((value, i) => {
      expectClose(value, [1, -2][i]!, { absolute: 1e-14, subject: `variable ${i}` });
    });
  });

  test("measures the Mahalanobis distance: x' C⁻¹ x = (9 + 12 + 16) / 27", () => {
    const { distance } = whitening(covariance).coordinatesOf([1, -2]);
    expectClose(distance ** 2, 37 / 27, { relative: 1e-14, subject: "squared distance" });
  });

  test("knows what a singular covariance cannot reach", () => {
    const line = whitening(
      matrixFromRows([
        [1, 2],
        [2, 4],
      ]),
    );
    expect(line.rank).toBe(1);
    expectClose(line.coordinatesOf([3, 6]).distance, 3, { relative: 1e-12, subject: "on it" });
    expect(line.coordinatesOf([3, 5]).distance).toBe(Infinity);
  });

  test("refuses what is no covariance", () => {
    const indefinite = matrixFromRows([
      [1, 0.9, -0.9],
      [0.9, 1, 0.9],
      [-0.9, 0.9, 1],
    ]);
    expect(() => whitening(indefinite)).toThrow("smallest eigenvalue of its correlations -0.8");
    expect(() => whitening(matrixFromRows([[0]]))).toThrow("positive diagonal: 0 in row 0");
  });
});
