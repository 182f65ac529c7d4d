import { deviations, unitDeviations } from "../deviations.ts";
import { type Matrix, matrixColumn } from "../matrix.ts";
import { type Kernels, ownKernels } from "./module.ts";

/**
 * What is done to a column first: `none`, `centred` (its mean is taken out) or `unit` (and the rest is
 * scaled to length one).
 */
export type ColumnScaling = "none" | "centred" | "unit";

/** Columns of a panel, and of a square of sums. */
export const panelColumns = 4;
/** Sums of a square. */
export const squareSize: number = panelColumns * panelColumns;

/**
 * Sums of products of columns in squares of 4 × 4, row-major, of each four columns with the four of the same place and
 * of each place before, numbered in this order. Sums of columns past the last mean nothing.
 */
export interface ColumnSquares {
  readonly count: number;
  /** The squares from one on, so many or as many as are made at once; they hold until the next call. */
  readonly sums: (first: number, count: number) => Float64Array;
}

const bytes = Float64Array.BYTES_PER_ELEMENT;
/** Rows at once: so many of five panels stay in the second cache. */
const mostRows = 512;
/** Rows that come in at once. */
const rowsComing = 64;
/** Squares at once: a mebibyte. */
const mostSquares = 8_192;
/** Numbers up to which memory is kept for the next matrix: 32 MiB. */
const mostKept = 1 << 22;

/**
 * The sums of products of pairs of columns of a matrix, each taken from the first row to the last; the columns are
 * scaled when squares are first written. The same bits as {@link plainColumnSquares}. @internal
 */
export function columnSquares(matrix: Matrix, scaling: ColumnScaling): ColumnSquares {
  const places = placesOf(matrix);
  const plain = plainColumnSquares(matrix, scaling);
  let room: Room | undefined;
  return {
    count: plain.count,
    sums: (first, count) => {
      room ??= roomOf(places);
      if (room === undefined) return plain.sums(first, count);
      if (room.holds !== places) placeColumns(room, matrix, { scaling, places });
      return sumsIn(room, places, { first, count: Math.min(count, mostSquares) });
    },
  };
}

/** How many squares there are of so many columns. @internal */
export function squaresOf(columns: number): number {
  const panels = Math.ceil(columns / panelColumns);
  return (panels * (panels + 1)) / 2;
}

/** The plain reference of {@link columnSquares}. @internal */
export function plainColumnSquares(matrix: Matrix, scaling: ColumnScaling): ColumnSquares {
  const known = new Map<number, Float64Array>();
  const column = (j: number): Float64Array => {
    const scaled = known.get(j) ?? scaledColumn(matrix, j, scaling);
    known.set(j, scaled);
    return scaled;
  };
  const sumOf = (i: number, j: number): number =>
    Math.max(i, j) < matrix.columns ? sumOfProducts(column(i), column(j)) : 0;
  const sums = (first: number, count: number): Float64Array => {
    let [i, j] = panelsOf(first);
    const squares = new Float64Array(count * squareSize);
    for (let at = 0; at < squares.length; at += squareSize) {
      for (let k = 0; k < squareSize; k++) {
        const [row, rest] = [Math.floor(k / panelColumns), k % panelColumns];
        squares[at + k] = sumOf(panelColumns * i + row, panelColumns * j + rest);
      }
      if (++j > i) [i, j] = [i + 1, 0];
    }
    return squares;
  };
  return { count: squaresOf(matrix.columns), sums };
}

/** A column as its products are taken of it. @internal */
export function scaledColumn(matrix: Matrix, j: number, scaling: ColumnScaling): Float64Array {
  const column = matrixColumn(matrix, j);
  if (scaling === "none") return column;
  return scaling === "centred" ? deviations(column) : unitDeviations(column);
}

/** The panels of rows and of columns of a square. */
function panelsOf(square: number): [number, number] {
  let row = 0;
  let before = 0;
  while (before + row < square) before += ++row;
  return [row, square - before];
}

/** Taken in order. @internal */
export function sumOfProducts(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!;
  return sum;
}

/** Where everything lies in the memory of kernels, in numbers from its start. */
interface Places {
  readonly rows: number;
  /** Columns, filled up to whole panels. */
  readonly width: number;
  readonly panels: number;
  readonly squares: number;
  readonly end: number;
}

function placesOf({ rows, columns }: Matrix): Places {
  const width = Math.ceil(columns / panelColumns) * panelColumns;
  const panels = Math.min(rowsComing, rows) * width;
  const squares = panels + rows * width;
  const end = squares + Math.min(mostSquares, squaresOf(columns)) * squareSize;
  return { rows, width, panels, squares, end };
}

/** Kernels, and whose scaled columns lie in their memory. */
interface Room {
  readonly own: Kernels;
  holds: Places | undefined;
}

let kept: Room | undefined;

/** Memory that stays for the next matrix where that is not much; undefined where there is none. */
function roomOf({ end }: Places): Room | undefined {
  if (kept !== undefined && end <= kept.own.work.length) return kept;
  const own = ownKernels(end);
  const room = own && { own, holds: undefined };
  if (end <= mostKept) kept = room;
  return room;
}

interface Placing {
  readonly scaling: ColumnScaling;
  readonly places: Places;
}

/** Brings the columns into memory, panel by panel, and scales them there. */
function placeColumns(room: Room, matrix: Matrix, { scaling, places }: Placing): void {
  const { run, work, start } = room.own;
  const { rows, width, panels, squares } = places;
  const stride = rows * panelColumns * bytes;
  const packed = start + panels * bytes;
  for (let from = 0; from < rows; from += rowsComing) {
    const count = Math.min(rowsComing, rows - from);
    bringRows(work, matrix, { from, count, width });
    run.packColumns(packed + from * panelColumns * bytes, start, count, width, stride);
  }
  if (scaling !== "none") {
    run.scaleColumns(packed, start + squares * bytes, rows, scaling === "unit");
  }
  // Columns that fill up the last panel, which scaling may have made NaN.
  for (let j = matrix.columns % panelColumns; j > 0 && j < panelColumns; j++) {
    for (let at = squares - rows * panelColumns + j; at < squares; at += panelColumns) work[at] = 0;
  }
  room.holds = places;
}

interface RowsComing {
  readonly from: number;
  readonly count: number;
  readonly width: number;
}

function bringRows(
  work: Float64Array,
  { columns, values }: Matrix,
  { from, count, width }: RowsComing,
): void {
  if (columns === width) {
    work.set(values.subarray(from * columns, (from + count) * columns));
    return;
  }
  for (let row = 0; row < count; row++) {
    const at = (from + row) * columns;
    work.set(values.subarray(at, at + columns), row * width);
  }
}

interface Span {
  readonly first: number;
  readonly count: number;
}

function sumsIn({ own }: Room, places: Places, { first, count }: Span): Float64Array {
  const { run, work, start } = own;
  const { rows, panels, squares } = places;
  const sums = work.subarray(squares, squares + count * squareSize).fill(0);
  const stride = rows * panelColumns * bytes;
  for (let from = 0; from < rows; from += mostRows) {
    const packed = start + (panels + from * panelColumns) * bytes;
    const some = Math.min(mostRows, rows - from);
    run.addProducts(start + squares * bytes, packed, stride, some, first, first + count);
  }
  return sums;
}
