import { constantColumn } from "../constant-column.ts";
import { deviations, unitDeviations } from "../deviations.ts";
import { type Matrix, matrixColumn } from "../matrix.ts";
import { type Kernels, kernels } from "./module.ts";

/**
 * What is done to a column first: `none`, `centred` (its mean is taken out) or `unit` (and the rest is
 * scaled to length one).
 */
export type ColumnScaling = "none" | "centred" | "unit";

const bytes = Float64Array.BYTES_PER_ELEMENT;
/** Rows at once: so many of all columns, as they come and packed, stay in the second cache with their sums. */
const mostRows = 256;
const panelColumns = 4;
const squareSize = panelColumns * panelColumns;

/**
 * The sum of products of every pair of columns of a matrix, each taken from the first row to the last: a
 * symmetric matrix, row-major. The same bits as {@link plainColumnProducts}. @internal
 */
export function columnProducts(matrix: Matrix, scaling: ColumnScaling): Float64Array {
  const compiled = kernels();
  const plan = compiled && planOf(matrix, compiled);
  if (compiled === undefined || plan === undefined) return plainColumnProducts(matrix, scaling);
  scale(plan, scaling);
  const products = new Float64Array(matrix.columns * matrix.columns);
  const panels = plan.width / panelColumns;
  for (let first = 0; first < panels; ) {
    const last = lastOf(plan, first);
    writeBand(products, sumsOfBand(plan, first, last), { first, last, size: matrix.columns });
    first = last;
  }
  return products;
}

/** The plain reference of {@link columnProducts}. @internal */
export function plainColumnProducts(matrix: Matrix, scaling: ColumnScaling): Float64Array {
  const size = matrix.columns;
  const scaled = { none: (x: Float64Array) => x, centred: deviations, unit: unitDeviations }[
    scaling
  ];
  const columns = Array.from({ length: size }, (_, j) => scaled(matrixColumn(matrix, j)));
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

/** Where everything lies in the kernels' memory, in numbers from its start. */
interface Plan extends Kernels {
  readonly matrix: Matrix;
  /** Columns, filled up to whole panels with columns of 0. */
  readonly width: number;
  readonly mostRows: number;
  /** Three rows of a number per column: centre, unit and length. */
  readonly centres: number;
  readonly units: number;
  readonly lengths: number;
  readonly raw: number;
  readonly packed: number;
  readonly squares: number;
}

/** Undefined where not even one row of all columns has room. */
function planOf(matrix: Matrix, compiled: Kernels): Plan | undefined {
  const width = Math.ceil(matrix.columns / panelColumns) * panelColumns;
  const room = Math.floor(compiled.work.length / 2) - 3 * width;
  const rows = Math.min(mostRows, matrix.rows, Math.floor(room / (2 * width)));
  if (rows < 1 || compiled.work.length / 2 < squareSize * (width / panelColumns)) return undefined;
  const raw = 3 * width;
  const packed = raw + rows * width;
  const places = { centres: 0, units: width, lengths: 2 * width, raw, packed };
  return { ...compiled, matrix, width, mostRows: rows, ...places, squares: packed + rows * width };
}

/** The panel after the last of those whose squares have room. */
function lastOf({ work, squares, width }: Plan, first: number): number {
  let room = (work.length - squares) / squareSize;
  let last = first;
  while (last < width / panelColumns && room >= last + 1) room -= ++last;
  return last;
}

/** Brings the rows into memory piece by piece, each column filled up with 0. */
function* pieces({ matrix, work, width, mostRows: most, raw }: Plan): Generator<number> {
  const { rows, columns, values } = matrix;
  for (let from = 0; from < rows; from += most) {
    const count = Math.min(most, rows - from);
    if (columns === width) {
      work.set(values.subarray(from * columns, (from + count) * columns), raw);
    } else {
      work.fill(0, raw, raw + count * width);
      for (let row = 0; row < count; row++) {
        const at = (from + row) * columns;
        work.set(values.subarray(at, at + columns), raw + row * width);
      }
    }
    yield count;
  }
}

/** Finds centre, unit and length of each column, as `deviations` and `unitDeviations` do. */
function scale(plan: Plan, scaling: ColumnScaling): void {
  const { matrix, run, work, start, width } = plan;
  const [centres, units, lengths, raw] = offsetsOf(plan);
  work.fill(0, plan.centres, plan.units);
  work.fill(1, plan.units, plan.raw);
  if (scaling === "none") return;
  work.fill(0, plan.units, plan.raw);
  const endOf = (count: number): number => start + (plan.raw + count * width) * bytes;
  for (const count of pieces(plan)) run.sumColumns(raw, endOf(count), width, centres, units);
  for (let j = 0; j < matrix.columns; j++) {
    const sum = work[plan.centres + j]!;
    const whole = Number.isFinite(sum) ? sum + work[plan.units + j]! : sum;
    work[plan.centres + j] = whole / matrix.rows;
  }
  for (let j = constantColumn(matrix); j !== undefined; j = constantColumn(matrix, j + 1)) {
    work[plan.centres + j] = matrix.values[j]!;
  }
  work.fill(scaling === "unit" ? 0 : 1, plan.units, plan.raw);
  if (scaling === "centred") return;
  for (const count of pieces(plan)) {
    run.largestDeviations(raw, endOf(count), width, centres, units);
  }
  for (const count of pieces(plan)) {
    run.squareDeviations(raw, endOf(count), width, centres, units, lengths);
  }
  for (let j = 0; j < width; j++) {
    const filler = j >= matrix.columns;
    work[plan.lengths + j] = filler ? 1 : Math.sqrt(work[plan.lengths + j]!);
    if (filler) work[plan.units + j] = 1;
  }
}

function offsetsOf({
  start,
  centres,
  units,
  lengths,
  raw,
}: Plan): [number, number, number, number] {
  const at = (place: number): number => start + place * bytes;
  return [at(centres), at(units), at(lengths), at(raw)];
}

/** Squares of sums of some panels with those up to themselves; valid until the next call of a kernel. */
function sumsOfBand(plan: Plan, first: number, last: number): Float64Array {
  const { run, work, start, width } = plan;
  const [centres, units, lengths, raw] = offsetsOf(plan);
  const count = (last * (last + 1) - first * (first + 1)) / 2;
  const sums = work.subarray(plan.squares, plan.squares + count * squareSize).fill(0);
  const [packed, squares] = [start + plan.packed * bytes, start + plan.squares * bytes];
  for (const rows of pieces(plan)) {
    run.packColumns(packed, raw, rows, width, centres, units, lengths);
    run.addProducts(squares, packed, rows, first, last);
  }
  return sums;
}

interface Band {
  readonly first: number;
  readonly last: number;
  readonly size: number;
}

/** Both halves of the rows of a band. */
function writeBand(products: Float64Array, sums: Float64Array, { first, last, size }: Band): void {
  let at = 0;
  for (let i = first; i < last; i++) {
    for (let j = 0; j <= i; j++, at += squareSize) {
      const rows = Math.min(panelColumns, size - i * panelColumns);
      const columns = Math.min(panelColumns, size - j * panelColumns);
      for (let k = 0; k < rows; k++) {
        const row = i * panelColumns + k;
        for (let l = 0; l < columns; l++) {
          const column = j * panelColumns + l;
          const sum = sums[at + panelColumns * k + l]!;
          products[row * size + column] = sum;
          products[column * size + row] = sum;
        }
      }
    }
  }
}
