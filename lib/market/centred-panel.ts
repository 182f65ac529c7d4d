import { type Matrix, matrixColumn } from "../math/matrix.ts";
import { mean } from "../math/moments.ts";
import { type AssetPanel, checkComplete } from "./complete-panel.ts";

/** Returns with their means taken out, over the largest of them, so that no product underflows. */
export interface CentredPanel {
  /** Rows are dates, columns are assets; the largest element is 1 in size. */
  readonly scaled: Matrix;
  /** What one unit of `scaled` is. */
  readonly scale: number;
  /** Second moments of `scaled`, divided by the count of dates. */
  readonly moments: Matrix;
}

/**
 * The centred panel and its second moments (divided by n, not n - 1); needs two dates.
 *
 * Throws a RangeError on a missing return and when no asset varies. @internal
 */
export function centredPanel(panel: AssetPanel): CentredPanel {
  checkComplete(panel, 2);
  const { rows, columns, values } = panel.values;
  const largest = values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const unit = largest === 0 ? 1 : largest;
  const means = Array.from({ length: columns }, (_, j) => centreOf(panel.values, j, unit));
  const centred = values.map((x, at) => x / unit - means[at % columns]!);
  const spread = centred.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  if (spread === 0) throw new RangeError("panel must have an asset that varies: none");
  const scaled = { rows, columns, values: centred.map((x) => x / spread) };
  return { scaled, scale: unit * spread, moments: secondMoments(scaled) };
}

/** X' X / n of a matrix X with n rows, whatever its means. @internal */
export function secondMoments({ rows, columns, values }: Matrix): Matrix {
  const sums = new Float64Array(columns * columns);
  for (let t = 0; t < rows; t++) {
    const row = values.subarray(t * columns, (t + 1) * columns);
    for (let i = 0; i < columns; i++) {
      for (let j = 0; j <= i; j++) sums[i * columns + j]! += row[i]! * row[j]!;
    }
  }
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j <= i; j++) {
      sums[i * columns + j]! /= rows;
      sums[j * columns + i] = sums[i * columns + j]!;
    }
  }
  return { rows: columns, columns, values: sums };
}

/** The mean over `unit`; of a column that does not vary its own value, so that it centres to 0. */
function centreOf(matrix: Matrix, column: number, unit: number): number {
  const scaled = matrixColumn(matrix, column).map((x) => x / unit);
  return scaled.every((x) => x === scaled[0]) ? scaled[0]! : mean(scaled);
}
