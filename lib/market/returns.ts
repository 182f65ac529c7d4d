import { checkObject, describe } from "../base/check.ts";
import { expm1 } from "../math/elementary/expm1.ts";
import { log1p } from "../math/elementary/log1p.ts";
import type { Matrix } from "../math/matrix.ts";
import { naturalLog } from "../math/natural-log.ts";
import { checkHistory } from "./check-history.ts";
import { checkPanel } from "./complete-panel.ts";
import type { DatedSeries } from "./dated-series.ts";
import type { PriceHistory } from "./price-history.ts";

/** `simple` adds across positions, `log` adds across time; nothing may mix them. */
export type ReturnKind = "simple" | "log";

/** Daily returns of several assets, as fractions (0.01 is one per cent). */
export interface ReturnPanel<Kind extends ReturnKind = ReturnKind> {
  readonly kind: Kind;
  /** ISO dates, ascending: the date of the later of the two closes. */
  readonly dates: readonly string[];
  readonly assets: readonly string[];
  /** Rows are dates, columns are assets; NaN where either close is missing. */
  readonly values: Matrix;
}

/** Daily returns of one asset or portfolio, as fractions. */
export interface ReturnSeries<Kind extends ReturnKind = ReturnKind> extends DatedSeries {
  readonly kind: Kind;
  readonly asset: string;
}

/**
 * Simple returns, close / previous close - 1.
 *
 * A return is NaN where either close is missing: nothing is bridged over a gap. Throws a RangeError
 * for fewer than two dates, for dates that are not contiguous, for an asset that is there twice, and
 * for a close that is zero, negative or infinite, naming it.
 */
export function simpleReturns(history: PriceHistory): ReturnPanel<"simple"> {
  checkObject("history", history);
  return { ...panelOf(history, simpleReturn), kind: "simple" };
}

/** Log returns, ln(close / previous close); gaps and errors as {@link simpleReturns}. */
export function logReturns(history: PriceHistory): ReturnPanel<"log"> {
  checkObject("history", history);
  return { ...panelOf(history, logReturn), kind: "log" };
}

/**
 * The same returns as simple returns, exp(r) - 1. Refuses returns that are not log returns; a
 * missing return stays missing.
 */
export function toSimpleReturns(panel: ReturnPanel<"log">): ReturnPanel<"simple"> {
  checkPanel(panel);
  checkKind("panel", panel, "log");
  return { ...panel, kind: "simple", values: mapMatrix(panel.values, expm1) };
}

/**
 * The same returns as log returns, ln(1 + r). Refuses returns that are not simple, and a return of
 * -1 or less (a total loss has no log return).
 */
export function toLogReturns(panel: ReturnPanel<"simple">): ReturnPanel<"log"> {
  checkPanel(panel);
  checkKind("panel", panel, "simple");
  return { ...panel, kind: "log", values: mapMatrix(panel.values, logOfSimple) };
}

/** Throws a RangeError unless `returns` are of the kind `expected`. */
export function checkKind(
  name: string,
  returns: { readonly kind: ReturnKind },
  expected: ReturnKind,
): void {
  if (returns.kind === expected) return;
  throw new RangeError(`${name} must hold ${expected} returns: ${describe(returns.kind)}`);
}

function simpleReturn(close: number, before: number): number {
  return (close - before) / before;
}

/** Small moves from their difference, large ones from their ratio: each loses digits in the other. */
function logReturn(close: number, before: number): number {
  const simple = simpleReturn(close, before);
  return Math.abs(simple) < 0.5 ? log1p(simple) : naturalLog(close / before);
}

type ReturnOf = (close: number, before: number) => number;

function panelOf(history: PriceHistory, returnOf: ReturnOf): Omit<ReturnPanel, "kind"> {
  checkHistory(history);
  const { dates, assets, closes } = history;
  if (dates.length < 2) {
    throw new RangeError(`history must have at least 2 dates: ${dates.length}`);
  }
  const width = assets.length;
  const values = new Float64Array((dates.length - 1) * width);
  for (let i = 0; i < values.length; i++) {
    values[i] = returnOf(closes.values[i + width]!, closes.values[i]!);
  }
  return {
    dates: dates.slice(1),
    assets,
    values: { rows: dates.length - 1, columns: width, values },
  };
}

function logOfSimple(value: number): number {
  if (value <= -1) throw new RangeError(`simple return must be above -1: ${value}`);
  return log1p(value);
}

function mapMatrix(matrix: Matrix, change: (value: number) => number): Matrix {
  return { ...matrix, values: matrix.values.map((value) => change(value)) };
}
