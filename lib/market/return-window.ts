import { describe } from "../base/check.ts";
import { dayNumber } from "../base/time.ts";
import { type Matrix, matrixColumn } from "../math/matrix.ts";
import type { ReturnKind, ReturnPanel, ReturnSeries } from "./returns.ts";

/** A run of dates, both ends included; an end that is not given is open. */
export interface DateSpan {
  readonly from?: string;
  readonly to?: string;
}

/** Rows without a missing return, and what was left out to get them. */
export interface CompleteRows<Kind extends ReturnKind = ReturnKind> {
  readonly panel: ReturnPanel<Kind>;
  /** Dates on which at least one of the assets had no return. */
  readonly droppedDates: readonly string[];
}

/** The returns of one asset, missing ones as NaN; throws a RangeError for an unknown asset. */
export function returnSeries<Kind extends ReturnKind>(
  panel: ReturnPanel<Kind>,
  asset: string,
): ReturnSeries<Kind> {
  const column = assetIndex(panel, asset);
  return {
    kind: panel.kind,
    asset,
    dates: panel.dates,
    values: matrixColumn(panel.values, column),
  };
}

/** The rows of a panel inside a span; an empty panel when the span holds none of its dates. */
export function sliceReturns<Kind extends ReturnKind>(
  panel: ReturnPanel<Kind>,
  span: DateSpan,
): ReturnPanel<Kind> {
  const from = span.from === undefined ? -Infinity : dayNumber(span.from);
  const to = span.to === undefined ? Infinity : dayNumber(span.to);
  if (from > to) throw new RangeError(`from must not be after to: ${span.from} and ${span.to}`);
  const inside = (date: string): boolean => dayNumber(date) >= from && dayNumber(date) <= to;
  return selectRows(panel, indicesWhere(panel.dates, inside));
}

/**
 * The dates on which every one of `assets` has a return, in the order of `assets`; the other dates
 * are dropped and named. Throws a RangeError for an unknown asset or an empty list.
 */
export function completeRows<Kind extends ReturnKind>(
  panel: ReturnPanel<Kind>,
  assets: readonly string[],
): CompleteRows<Kind> {
  const chosen = selectAssets(panel, assets);
  const { columns, values } = chosen.values;
  const isComplete = (_: string, row: number): boolean =>
    !values.subarray(row * columns, (row + 1) * columns).some(Number.isNaN);
  const kept = indicesWhere(chosen.dates, isComplete);
  const keptDates = new Set(kept.map((row) => chosen.dates[row]));
  return {
    panel: selectRows(chosen, kept),
    droppedDates: chosen.dates.filter((date) => !keptDates.has(date)),
  };
}

/** The panel of `assets` only, in their order; throws a RangeError for an unknown one. */
export function selectAssets<Kind extends ReturnKind>(
  panel: ReturnPanel<Kind>,
  assets: readonly string[],
): ReturnPanel<Kind> {
  if (assets.length === 0) throw new RangeError("assets must name at least 1 asset: 0");
  const picked = assets.map((asset) => assetIndex(panel, asset));
  const { rows, columns, values } = panel.values;
  const width = picked.length;
  const chosen = new Float64Array(rows * width);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < width; j++) chosen[i * width + j] = values[i * columns + picked[j]!]!;
  }
  return { ...panel, assets: [...assets], values: { rows, columns: width, values: chosen } };
}

function selectRows<Kind extends ReturnKind>(
  panel: ReturnPanel<Kind>,
  rows: readonly number[],
): ReturnPanel<Kind> {
  const dates = rows.map((row) => panel.dates[row]!);
  return { ...panel, dates, values: matrixRowsAt(panel.values, rows) };
}

function matrixRowsAt({ columns, values }: Matrix, rows: readonly number[]): Matrix {
  const kept = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => {
    kept.set(values.subarray(row * columns, (row + 1) * columns), i * columns);
  });
  return { rows: rows.length, columns, values: kept };
}

function indicesWhere(
  dates: readonly string[],
  test: (date: string, index: number) => boolean,
): number[] {
  return dates.flatMap((date, index) => (test(date, index) ? [index] : []));
}

function assetIndex(panel: ReturnPanel, asset: string): number {
  const index = panel.assets.indexOf(asset);
  if (index >= 0) return index;
  throw new RangeError(`asset must be one of ${panel.assets.join(", ")}: ${describe(asset)}`);
}
