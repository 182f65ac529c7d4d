import { describe } from "../base/check.ts";

/** A dense matrix of doubles, row-major: element (i, j) is `values[i * columns + j]`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** A matrix from equally long rows; throws a RangeError when they are not. */
export function matrixFromRows(rows: readonly ArrayLike<number>[]): Matrix {
  const columns = rows[0]?.length ?? 0;
  const values = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => {
    if (row.length !== columns) {
      throw new RangeError(`row ${i} must have ${columns} elements like the first: ${row.length}`);
    }
    values.set(row, i * columns);
  });
  return { rows: rows.length, columns, values };
}

/** A copy of row `i`; throws a RangeError outside the matrix. */
export function matrixRow(matrix: Matrix, i: number): Float64Array {
  checkIndex("row", i, matrix.rows);
  return matrix.values.slice(i * matrix.columns, (i + 1) * matrix.columns);
}

/** A copy of column `j`; throws a RangeError outside the matrix. */
export function matrixColumn(matrix: Matrix, j: number): Float64Array {
  checkIndex("column", j, matrix.columns);
  const { rows, columns, values } = matrix;
  const column = new Float64Array(rows);
  for (let i = 0; i < rows; i++) column[i] = values[i * columns + j]!;
  return column;
}

/** Element (i, j); throws a RangeError outside the matrix. */
export function matrixAt(matrix: Matrix, i: number, j: number): number {
  checkIndex("row", i, matrix.rows);
  checkIndex("column", j, matrix.columns);
  return matrix.values[i * matrix.columns + j]!;
}

/** The rows as plain arrays, for printing and for tests. */
export function matrixToRows(matrix: Matrix): number[][] {
  return Array.from({ length: matrix.rows }, (_, i) => [...matrixRow(matrix, i)]);
}

function checkIndex(name: string, index: number, size: number): void {
  if (Number.isInteger(index) && index >= 0 && index < size) return;
  throw new RangeError(`${name} must be an index below ${size}: ${describe(index)}`);
}
