import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrixFromRows, matrixToRows } from "../../../lib/math/matrix.ts";
import { nearestCorrelation } from "../../../lib/math/nearest-correlation.ts";
import { spectralRepair } from "../../../lib/math/spectral-repair.ts";
import golden from "../../golden/dependence.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { expectCorrelation, largestDifference, permuted, unitSymmetric } from "./matrices.ts";

const higham = matrixFromRows([
  [1, 1, 0],
  [1, 1, 1],
  [0, 1, 1],
]);

describe("nearestCorrelation", () => {
  test("is the NAG Library's example of the second difference matrix, to its four digits", () => {
    // NAG Library, g02aa example, also Higham (2002), section 4; tolerance 5e-5.
    const found = nearestCorrelation(
      matrixFromRows([
        [2, -1, 0, 0],
        [-1, 2, -1, 0],
        [0, -1, 2, -1],
        [0, 0, -1, 2],
      ]),
    );
    const expected = [
      [1, -0.8084, 0.1916, 0.1068],
      [-0.8084, 1, -0.6562, 0.1916],
      [0.1916, -0.6562, 1, -0.8084],
      [0.1068, 0.1916, -0.8084, 1],
    ].flat();
    expected.forEach((value, at) => {
      expectClose(found.values.values[at]!, value, { absolute: 5e-5, subject: `element ${at}` });
    });
  });

  test("makes 1 of any single element and the identity of minus the identity", () => {
    for (const value of [5, 0, -5]) {
      expect([...nearestCorrelation(matrixFromRows([[value]])).values.values]).toEqual([1]);
    }
    const minus = matrixFromRows([
      [-1, 0],
      [0, -1],
    ]);
    expect([...nearestCorrelation(minus).values.values]).toEqual([1, 0, 0, 1]);
  });

  test("is Higham's example of 2002 to 1e-8", () => {
    // mikecroucher/nearest_correlation c04e9b6, test_HighamExample2002; tolerance 1e-8.
    const expected = [
      [1, 0.76068985, 0.15729811],
      [0.76068985, 1, 0.76068985],
      [0.15729811, 0.76068985, 1],
    ];
    const { values, converged } = nearestCorrelation(higham);
    expect(converged).toBe(true);
    expect(largestDifference(values, matrixFromRows(expected))).toBeLessThan(1e-8);
  });

  test.each(golden.nearest)("agrees with the dual problem (scipy): $name", (row) => {
    const found = nearestCorrelation(matrixFromRows(row.matrix), { weights: row.weights });
    expect(found.converged).toBe(true);
    matrixToRows(found.values).forEach((values, i) => {
      values.forEach((value, j) => {
        const subject = `(${i}, ${j})`;
        expectClose(value, row.nearest[i]![j]!, { absolute: golden.tolerance.nearest, subject });
      });
    });
  });

  test("gives a correlation matrix and says what changed", () => {
    fc.assert(
      fc.property(unitSymmetric, (matrix) => {
        const found = nearestCorrelation(matrix);
        expectCorrelation(found.values);
        expect(found.maximumChange).toBe(largestDifference(found.values, matrix));
        expect(found.changed).toBe(found.maximumChange > 0);
        expect(found.frobeniusDistance).toBeGreaterThanOrEqual(found.maximumChange);
        const smallest = found.eigenvaluesBefore.at(-1)!;
        if (smallest < -1e-12) expect(found.iterations).toBeGreaterThan(0);
        if (smallest >= 0) expect(found.iterations).toBe(0);
      }),
    );
  });

  test("is a projection: a second pass changes nothing", () => {
    fc.assert(
      fc.property(unitSymmetric, (matrix) => {
        const once = nearestCorrelation(matrix).values;
        const twice = nearestCorrelation(once);
        expect(twice).toMatchObject({ changed: false, iterations: 0, maximumChange: 0 });
        expect(twice.values).toEqual(once);
      }),
    );
  });

  test("is never farther than the spectral repair", () => {
    fc.assert(
      fc.property(unitSymmetric, (matrix) => {
        const near = nearestCorrelation(matrix).frobeniusDistance;
        expect(near).toBeLessThanOrEqual(spectralRepair(matrix).frobeniusDistance + 1e-9);
      }),
    );
  });

  test("does not see the order of the assets", () => {
    fc.assert(
      fc.property(unitSymmetric, (matrix) => {
        const order = Array.from({ length: matrix.rows }, (_, i) => matrix.rows - 1 - i);
        const found = nearestCorrelation(permuted(matrix, order)).values;
        const expected = permuted(nearestCorrelation(matrix).values, order);
        expect(largestDifference(found, expected)).toBeLessThan(1e-8);
      }),
    );
  });

  test("keeps the correlations of a heavy row", () => {
    const plain = nearestCorrelation(higham).values;
    const heavy = nearestCorrelation(higham, { weights: [100, 100, 1] }).values;
    expect(heavy.values[1]!).toBeGreaterThan(0.97);
    expect(heavy.values[1]!).toBeGreaterThan(plain.values[1]!);
  });

  test("does not see a common factor of the weights", () => {
    const weights = [1, 3, 0.5];
    const found = nearestCorrelation(higham, { weights }).values;
    const scaled = nearestCorrelation(higham, { weights: weights.map((w) => 1000 * w) }).values;
    expect(largestDifference(found, scaled)).toBeLessThan(1e-10);
  });

  test("brings a diagonal that is not 1 to 1", () => {
    const { values, converged } = nearestCorrelation(
      matrixFromRows([
        [2, 0.5],
        [0.5, 0.7],
      ]),
    );
    expect(converged).toBe(true);
    expect(matrixToRows(values)).toEqual([
      [1, expect.closeTo(0.5, 10)],
      [expect.closeTo(0.5, 10), 1],
    ]);
  });

  test("says when it stops unfinished, with a correlation matrix all the same", () => {
    const found = nearestCorrelation(higham, { maximumIterations: 2 });
    expect(found).toMatchObject({ converged: false, iterations: 2 });
    expectCorrelation(found.values);
  });

  test("refuses weights that are not positive or too few, and settings out of range", () => {
    expect(() => nearestCorrelation(higham, { weights: [1, 0, 1] })).toThrow(
      "weights[1] must be a positive number: 0",
    );
    expect(() => nearestCorrelation(higham, { weights: [1, 2] })).toThrow(
      "weights must be 3 like the rows: 2",
    );
    expect(() => nearestCorrelation(higham, { tolerance: 0 })).toThrow("tolerance must be");
    expect(() => nearestCorrelation(higham, { maximumIterations: 0.5 })).toThrow(
      "maximumIterations must be an integer",
    );
  });
});
