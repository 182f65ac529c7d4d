import { describe, expect, test } from "vitest";
import {
  matrixAt,
  matrixColumn,
  matrixFromRows,
  matrixRow,
  matrixToRows,
} from "../../../lib/math/matrix.ts";

const matrix = matrixFromRows([
  [1, 2, 3],
  [4, 5, 6],
]);

describe("a matrix", () => {
  test("is row-major", () => {
    expect(matrix).toEqual({ rows: 2, columns: 3, values: Float64Array.of(1, 2, 3, 4, 5, 6) });
  });

  test("gives rows, columns and elements as copies", () => {
    expect([...matrixRow(matrix, 1)]).toEqual([4, 5, 6]);
    expect([...matrixColumn(matrix, 2)]).toEqual([3, 6]);
    expect(matrixAt(matrix, 1, 0)).toBe(4);
    matrixRow(matrix, 0)[0] = 99;
    expect(matrixToRows(matrix)).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });

  test("without rows is empty", () => {
    expect(matrixFromRows([])).toEqual({ rows: 0, columns: 0, values: new Float64Array() });
  });

  test("refuses ragged rows and indices outside", () => {
    expect(() => matrixFromRows([[1, 2], [3]])).toThrow(
      "row 1 must have 2 elements like the first: 1",
    );
    expect(() => matrixRow(matrix, 2)).toThrow("row must be an index below 2: 2");
    expect(() => matrixColumn(matrix, -1)).toThrow("column must be an index below 3: -1");
    expect(() => matrixAt(matrix, 0, 1.5)).toThrow("column must be an index below 3: 1.5");
  });
});
