import { checkList, checkObject } from "../base/check.ts";
import { dayNumber } from "../base/time.ts";
import { type Matrix, matrixColumn } from "../math/matrix.ts";
import { checkPanel } from "./complete-panel.ts";
import { findAsset } from "./find-asset.ts";
import type { ReturnKind, ReturnPanel, ReturnSeries } from "./returns.ts";
import type { DateRange } from "./slice-dates.ts";

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
  checkPanel(panel);
  const column = findAsset(panel.assets, asset);
  const { kind, dates } = panel;
  return { kind, asset, dates, values: matrixColumn(panel.values, column) };
}

/**
 * The rows of a panel from one date to another, both included. Throws a RangeError for a date that
 * does not exist or lies outside the panel, and when no row is left.
 */
export function sliceReturns<Kind extends ReturnKind>(
  panel: ReturnPanel<Kind>,
  range: DateRange,
): ReturnPanel<Kind> {
  checkPanel(panel);
  checkObject("range", range);
  const { dates } = panel;
  const { from = dates[0], to = dates.at(-1) } = range;
  if (from === undefined || to === undefined) throw new RangeError("panel must have dates: none");
  checkInside("from", from, dates);
  checkInside("to", to, dates);
  const rows = indicesOf(dates, (date) => date >= from && date <= to);
  if (rows.length === 0) throw new RangeError(`panel has no returns from ${from} to ${to}`);
  return selectRows(panel, rows);
}

/**
 * The dates on which every one of `assets` has a return, columns in the order of `assets`; the other
 * dates are dropped and named. Throws a RangeError for an unknown asset, a repeated one or an empty
 * list.
 */
export function completeRows<Kind extends ReturnKind>(
  panel: ReturnPanel<Kind>,
  assets: readonly string[],
): CompleteRows<Kind> {
  checkPanel(panel);
  const chosen = selectReturns(panel, assets);
  const { columns, values } = chosen.values;
  const missing = (row: number): boolean =>
    values.subarray(row * columns, (row + 1) * columns).some(Number.isNaN);
  const kept = indicesOf(chosen.dates, (_, row) => !missing(row));
  return {
    panel: selectRows(chosen, kept),
    droppedDates: chosen.dates.filter((_, row) => missing(row)),
  };
}

/**
 * The panel of `assets` only, in their order. Throws a RangeError for an unknown asset, a repeated
 * one or an empty list.
 */
export function selectReturns<Kind extends ReturnKind>(
  panel: ReturnPanel<Kind>,
  assets: readonly string[],
): ReturnPanel<Kind> {
  checkPanel(panel);
  checkList("assets", assets);
  checkDistinct(assets);
  const picked = assets.map((asset) => findAsset(panel.assets, asset));
  const { rows, columns, values } = panel.values;
  const width = picked.length;
  const chosen = new Float64Array(rows * width);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < width; j++) chosen[i * width + j] = values[i * columns + picked[j]!]!;
  }
  return { ...panel, assets: [...assets], values: { rows, columns: width, values: chosen } };
}

/** Throws a RangeError for a repeated asset and for none at all. @internal */
export function checkDistinct(assets: readonly string[]): void {
  if (assets.length === 0) throw new RangeError("assets must name at least one asset: none");
  if (new Set(assets).size === assets.length) return;
  const repeated = assets.find((asset, j) => assets.indexOf(asset) !== j);
  throw new RangeError(`assets must name each asset once: ${JSON.stringify(repeated)}`);
}

function checkInside(name: string, date: string, dates: readonly string[]): void {
  const day = dayNumber(date);
  const [first, last] = [dates[0]!, dates.at(-1)!];
  if (day >= dayNumber(first) && day <= dayNumber(last)) return;
  throw new RangeError(`${name} must be from ${first} to ${last}: ${date}`);
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

function indicesOf(
  dates: readonly string[],
  test: (date: string, index: number) => boolean,
): number[] {
  return dates.flatMap((date, index) => (test(date, index) ? [index] : []));
}
