import { expect, test } from "vitest";
import { constantColumn } from "../../../lib/math/constant-column.ts";
import { matrixFromRows } from "../../../lib/math/matrix.ts";

test("constantColumn names the first column that does not vary, from a column on", () => {
  const matrix = matrixFromRows([
    [1, 2, 0, 4],
    [1, 3, -0, 4],
    [1, 2, 0, 5],
  ]);
  expect([0, 1, 2, 3].map((first) => constantColumn(matrix, first))).toEqual([0, 2, 2, undefined]);
  expect(constantColumn(matrixFromRows([[1, 2]]))).toBe(0);
});
