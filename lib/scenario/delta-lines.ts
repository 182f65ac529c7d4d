import type { Book } from "../portfolio/book.ts";
import { type BookLine, bookLines } from "../portfolio/book-line.ts";
import type { Market } from "../portfolio/market.ts";
import { revaluationPnl, shockMarket } from "./revalue.ts";

/** A position with what it gains to first order. */
export interface DeltaLine extends BookLine {
  /**
   * Change of its value in USD per unit of return of its asset: 1 % up gains a hundredth of it. For
   * an inverse contract dollars × price / entry, since the profit in coins moves with the price too;
   * `notionalUsd` is the dollars alone.
   */
  readonly deltaUsd: number;
}

/** Return of the two markets that a delta is the difference between. */
const step = 1e-4;

/**
 * The positions of a book with their deltas in dollars: central differences of full revaluation at
 * returns of ±0.01 % of spot, mark and forward together, all else equal. Exact for spot, linear and
 * inverse contracts; for options the error is that of their third derivative.
 *
 * @throws RangeError naming a position that cannot be valued.
 * @example deltaLines(book, marketAt(history, book.asOf))
 */
export function deltaLines(book: Book, market: Market): DeltaLine[] {
  const assets = new Set(book.positions.map(({ instrument }) => instrument.underlying));
  const moved = (change: number): Market =>
    shockMarket(market, new Map([...assets].map((asset) => [asset, change])));
  const [up, down] = [moved(step), moved(-step)];
  return bookLines(book, market).map((line, i) => ({
    ...line,
    deltaUsd: revaluationPnl(book.positions[i]!, { before: down, after: up }) / (2 * step),
  }));
}
