import type { DatedSeries } from "../market/dated-series.ts";
import type { PriceHistory } from "../market/price-history.ts";
import type { Book } from "../portfolio/book.ts";
import type { ProxiedDays } from "./complete-returns.ts";
import type { MissingPolicy } from "./missing-policy.ts";
import { bookTotals } from "./position-pnl.ts";
import {
  type BookPnlOptions,
  type ExcludedLine,
  positionPnlHistory,
} from "./position-pnl-history.ts";
import type { ScenarioWarning } from "./scenario-warning.ts";

/** Today's book on each past day: `values` is the P&L in USD, negative is a loss. */
export interface BookPnlHistory extends DatedSeries {
  /** Name of the book. */
  readonly book: string;
  readonly asOf: string;
  readonly method: "historical simulation, full revaluation";
  readonly unit: "USD";
  readonly missing: MissingPolicy;
  readonly excluded: readonly ExcludedLine[];
  readonly proxied: readonly ProxiedDays[];
  readonly warnings: readonly ScenarioWarning[];
}

/**
 * P&L of today's book had each past day's simple returns happened to it overnight: every day is a
 * scenario, valued like any other stress. The series is what historical VaR is taken of.
 *
 * @throws RangeError when the history does not hold an asset of the book, a date or enough days; when
 * a position cannot be valued; when the missing policy cannot be carried out or leaves no position.
 * @example bookPnlHistory(book, history, { asOf, window: { observations: 365 }, missing: "fail" })
 */
export function bookPnlHistory(
  book: Book,
  history: PriceHistory,
  options: BookPnlOptions,
): BookPnlHistory {
  const { lines, values, horizonDays, ...rest } = positionPnlHistory(book, history, options);
  return { ...rest, values: bookTotals(values) };
}
