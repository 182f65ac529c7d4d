import { checkCount } from "../base/check.ts";
import { type Matrix, matrixRow } from "../math/matrix.ts";
import { compensatedSum } from "../math/sum.ts";
import type { Book, Position } from "../portfolio/book.ts";
import { type BookLine, bookLines } from "../portfolio/book-line.ts";
import type { Market } from "../portfolio/market.ts";
import { compileBook } from "./compile-book.ts";
import { shockMarket } from "./revalue.ts";
import { revaluePnl } from "./revalue-book.ts";

/** Joint simple returns of assets, one row per scenario: past days, or draws. */
export interface ReturnScenarios {
  readonly assets: readonly string[];
  /** Rows are scenarios, columns assets; 0.01 is 1 %. */
  readonly values: Matrix;
  /** The days that each scenario covers. */
  readonly horizonDays: number;
  /** How the returns came to be: `student-t copula, empirical marginals`. */
  readonly method: string;
  /** The seed of the random numbers, where any were drawn. */
  readonly seed?: number;
}

/** P&L of every position of a book in every scenario of one set. */
export interface PositionPnl {
  /** Name of the book. */
  readonly book: string;
  readonly asOf: string;
  readonly method: string;
  readonly unit: "USD";
  readonly horizonDays: number;
  /** The positions, in the order of the columns. */
  readonly lines: readonly BookLine[];
  /** Rows are scenarios, columns positions; negative is a loss. */
  readonly values: Matrix;
  readonly seed?: number;
}

/**
 * P&L of each position of a book when the returns of each scenario happen to the market, by full
 * revaluation; a row of `values` adds up to the P&L of the book. Scenarios must hold every asset of
 * the book.
 *
 * @throws RangeError naming assets that the scenarios lack; for a return that is not finite or below
 * -1; when a position cannot be valued.
 * @example positionPnl(book, marketAt(history, book.asOf), copulaReturns(panel, options))
 */
export function positionPnl(book: Book, market: Market, scenarios: ReturnScenarios): PositionPnl {
  const { assets, values, horizonDays, method, seed } = scenarios;
  checkCount("horizonDays", horizonDays, 1);
  checkColumns(scenarios);
  const lines = bookLines(book, market);
  const absent = lines.map(({ asset }) => asset).filter((asset) => !assets.includes(asset));
  if (absent.length > 0) {
    throw new RangeError(
      `scenarios must hold every asset of the book: without ${[...new Set(absent)].join(", ")}`,
    );
  }
  const days = Array.from({ length: values.rows }, (_, t) => {
    const row = matrixRow(values, t);
    return new Map(assets.map((asset, j) => [asset, row[j]!]));
  });
  return {
    book: book.name,
    asOf: market.asOf,
    method: `${method}, full revaluation`,
    unit: "USD",
    horizonDays,
    lines,
    values: revalued(book.positions, market, days),
    ...(seed === undefined ? {} : { seed }),
  };
}

/** P&L of positions (columns) under the returns of each day (rows). @internal */
export function revalued(
  positions: readonly Position[],
  market: Market,
  days: readonly ReadonlyMap<string, number>[],
): Matrix {
  const after = (day: number): Market => shockMarket(market, days[day]!);
  const scenarios = { before: market, count: days.length, after };
  return revaluePnl(compileBook(positions), scenarios, { positions: true }).positions!;
}

/** The sum of each row, compensated: P&L of the whole book. @internal */
export function bookTotals({ rows, columns, values }: Matrix): Float64Array {
  return Float64Array.from({ length: rows }, (_, t) =>
    compensatedSum(values.subarray(t * columns, (t + 1) * columns)),
  );
}

function checkColumns({ assets, values }: ReturnScenarios): void {
  const repeated = assets.find((asset, j) => assets.indexOf(asset) !== j);
  if (repeated !== undefined) {
    throw new RangeError(`scenarios must name each asset once: ${JSON.stringify(repeated)}`);
  }
  if (values.columns === assets.length) return;
  throw new RangeError(
    `scenarios must have ${assets.length} columns, one per asset: ${values.columns}`,
  );
}
