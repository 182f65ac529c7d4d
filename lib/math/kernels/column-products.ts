import { type Kernels, kernels } from "./module.ts";

/** Columns per group: a square of their sums and 256 rows of two groups stay in the second cache. */
const mostWide = 64;
const rowsAtOnce = 256;

/**
 * The sum of products of every pair of columns, each taken from the first row to the last: a
 * symmetric matrix, row-major. The columns have one length. The same bits as
 * {@link plainColumnProducts}. @internal
 */
export function columnProducts(columns: readonly Float64Array[]): Float64Array {
  const compiled = kernels();
  if (compiled === undefined) return plainColumnProducts(columns);
  const size = columns.length;
  const width = Math.min(mostWide, Math.ceil(size / 4) * 4);
  const groups: Float64Array[] = [];
  for (let first = 0; first < size; first += width) groups.push(rowsOf(columns, first, width));
  const products = new Float64Array(size * size);
  groups.forEach((left, i) => {
    for (let j = 0; j <= i; j++) {
      const sums = squareOf(compiled, { left, right: groups[j]!, width });
      const corner = { row: i * width, column: j * width };
      writeBoth(products, sums, { ...corner, size, width });
    }
  });
  return products;
}

/** The plain reference of {@link columnProducts}. @internal */
export function plainColumnProducts(columns: readonly Float64Array[]): Float64Array {
  const size = columns.length;
  const products = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const [left, right] = [columns[i]!, columns[j]!];
      let sum = 0;
      for (let row = 0; row < left.length; row++) sum += left[row]! * right[row]!;
      products[i * size + j] = products[j * size + i] = sum;
    }
  }
  return products;
}

/** A group of columns row by row, filled up with columns of 0. */
function rowsOf(columns: readonly Float64Array[], first: number, width: number): Float64Array {
  const length = columns[0]!.length;
  const rows = new Float64Array(length * width);
  const last = Math.min(first + width, columns.length);
  for (let j = first; j < last; j++) {
    const column = columns[j]!;
    for (let row = 0; row < length; row++) rows[row * width + j - first] = column[row]!;
  }
  return rows;
}

interface Groups {
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly width: number;
}

/** The sums of one group of columns with another; valid until the next call of a kernel. */
function squareOf({ run, work, start }: Kernels, { left, right, width }: Groups): Float64Array {
  const bytes = Float64Array.BYTES_PER_ELEMENT;
  const sums = work.subarray(0, width * width).fill(0);
  const most = rowsAtOnce * width;
  const [leftAt, rightAt] = [sums.length, sums.length + most];
  for (let from = 0; from < left.length; from += most) {
    const piece = left.subarray(from, from + most);
    work.set(piece, leftAt);
    work.set(right.subarray(from, from + most), rightAt);
    const offsets = [start + leftAt * bytes, start + rightAt * bytes] as const;
    run.addProducts(start, ...offsets, piece.length / width, width);
  }
  return sums;
}

interface Place {
  readonly row: number;
  readonly column: number;
  readonly size: number;
  readonly width: number;
}

function writeBoth(products: Float64Array, sums: Float64Array, place: Place): void {
  const { row, column, size, width } = place;
  const rows = Math.min(width, size - row);
  const columns = Math.min(width, size - column);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const sum = sums[i * width + j]!;
      products[(row + i) * size + column + j] = sum;
      products[(column + j) * size + row + i] = sum;
    }
  }
}
