import type { Matrix } from "../matrix.ts";
import {
  type ColumnScaling,
  type ColumnSquares,
  columnSquares,
  panelColumns,
  scaledColumn,
  squareSize,
  sumOfProducts,
} from "./column-squares.ts";

/**
 * The sum of products of every pair of columns of a matrix, each taken from the first row to the last: a
 * symmetric matrix, row-major. The same bits as {@link plainColumnProducts}. @internal
 */
export function columnProducts(matrix: Matrix, scaling: ColumnScaling): Float64Array {
  return symmetricFrom(columnSquares(matrix, scaling), matrix.columns);
}

/** The plain reference of {@link columnProducts}. @internal */
export function plainColumnProducts(matrix: Matrix, scaling: ColumnScaling): Float64Array {
  const size = matrix.columns;
  const columns = Array.from({ length: size }, (_, j) => scaledColumn(matrix, j, scaling));
  const products = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const sum = sumOfProducts(columns[i]!, columns[j]!);
      products[i * size + j] = products[j * size + i] = sum;
    }
  }
  return products;
}

/** Both halves of the matrix of some size whose squares these are, row-major. @internal */
export function symmetricFrom({ count, sums }: ColumnSquares, size: number): Float64Array {
  const products = new Float64Array(size * size);
  let [top, left] = [0, 0];
  for (let first = 0; first < count; ) {
    const squares = sums(first, count - first);
    for (let at = 0; at < squares.length; at += squareSize) {
      writeSquare(products, squares, { at, top, left, size });
      left += panelColumns;
      if (left > top) [top, left] = [top + panelColumns, 0];
    }
    first += squares.length / squareSize;
  }
  return products;
}

interface Square {
  /** Where it begins among the squares. */
  readonly at: number;
  /** Row and column of its first sum. */
  readonly top: number;
  readonly left: number;
  readonly size: number;
}

function writeSquare(
  products: Float64Array,
  squares: Float64Array,
  { at, top, left, size }: Square,
): void {
  const rows = Math.min(panelColumns, size - top);
  const columns = Math.min(panelColumns, size - left);
  for (let k = 0; k < rows; k++) {
    for (let l = 0; l < columns; l++) {
      const sum = squares[at + panelColumns * k + l]!;
      products[(top + k) * size + left + l] = sum;
      products[(left + l) * size + top + k] = sum;
    }
  }
}
