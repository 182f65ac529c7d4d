import { checkCount } from "../base/check.ts";
import { addDays } from "../base/time.ts";
import type { PriceHistory } from "../market/price-history.ts";
import { simpleReturns } from "../market/returns.ts";
import { selectAssets } from "../market/select-assets.ts";
import { sliceDates } from "../market/slice-dates.ts";
import type { Book } from "../portfolio/book.ts";
import { type BookLine, bookLines } from "../portfolio/book-line.ts";
import { type MarketTerms, marketAt } from "../portfolio/market.ts";
import { completeReturns, type ProxiedDays } from "./complete-returns.ts";
import { excludedWarnings } from "./excluded-share.ts";
import { checkMissingPolicy, type MissingPolicy } from "./missing-policy.ts";
import { type PositionPnl, revalued } from "./position-pnl.ts";
import { proxyFitter } from "./proxy-fit.ts";
import type { ScenarioWarning } from "./scenario-warning.ts";

/** The last days up to the book's date: how many daily returns. */
export interface LastObservations {
  readonly observations: number;
}

/** First and last day of the returns, ISO dates. */
export interface ReturnDays {
  readonly from: string;
  readonly to: string;
}

/** Whose prices, which days, and what to do about assets without a return on some of them. */
export interface BookPnlOptions {
  /** Date whose closes are today's prices. */
  readonly asOf: string;
  readonly window: LastObservations | ReturnDays;
  /**
   * No default. `exclude` leaves an asset out on every day when one day is missing, so that all
   * days are of one book; a proxy fills only the days that are missing.
   */
  readonly missing: MissingPolicy;
  /** What the history does not hold: implied volatility for options, futures, marks, rate. */
  readonly terms?: MarketTerms;
}

/** A position left out of every day, and why. */
export interface ExcludedLine extends BookLine {
  readonly reason: string;
}

/** Each position of today's book on each past day, rows of `values` being the `dates`. */
export interface PositionPnlHistory extends PositionPnl {
  /** ISO date of each row. */
  readonly dates: readonly string[];
  readonly method: "historical simulation, full revaluation";
  readonly missing: MissingPolicy;
  readonly excluded: readonly ExcludedLine[];
  readonly proxied: readonly ProxiedDays[];
  readonly warnings: readonly ScenarioWarning[];
}

/**
 * P&L of each position of today's book had each past day's simple returns happened to it overnight;
 * rows add up to {@link bookPnlHistory}. What attribution by position, asset, desk, trader, venue or
 * sector starts from. Excluded positions have no column.
 *
 * @throws RangeError when the history does not hold an asset of the book, a date or enough days; when
 * a position cannot be valued; when the missing policy cannot be carried out or leaves no position.
 * @example positionPnlHistory(book, history, { asOf, window: { observations: 365 }, missing: "fail" })
 */
export function positionPnlHistory(
  book: Book,
  history: PriceHistory,
  options: BookPnlOptions,
): PositionPnlHistory {
  const { asOf, missing, window } = options;
  checkMissingPolicy(missing);
  const market = marketAt(history, asOf, options.terms);
  const lines = bookLines(book, market);
  const assets = [...new Set(lines.map(({ asset }) => asset))];
  const { from, to } = returnDays(window, asOf);
  const closes = sliceDates(history, { from: addDays(from, -1), to });
  const returns = completeReturns(simpleReturns(selectAssets(closes, withProxy(assets, missing))), {
    assets,
    missing,
    fitOf: proxyFitter(history, { policy: missing, asOf }),
  });
  const held = book.positions.filter(({ instrument }) => !returns.gaps.has(instrument.underlying));
  if (held.length === 0) throw new RangeError("missing must leave at least one position: none");
  const excluded = lines.flatMap((line) => {
    const reason = returns.gaps.get(line.asset);
    return reason === undefined ? [] : [{ ...line, reason }];
  });
  return {
    book: book.name,
    asOf,
    method: "historical simulation, full revaluation",
    unit: "USD",
    horizonDays: 1,
    dates: returns.dates,
    lines: lines.filter(({ asset }) => !returns.gaps.has(asset)),
    values: revalued(held, market, returns.days),
    missing,
    excluded,
    proxied: returns.proxied,
    warnings: [...returns.warnings, ...excludedWarnings({ excluded, lines, of: "every day" })],
  };
}

function returnDays(window: LastObservations | ReturnDays, asOf: string): ReturnDays {
  if (!("observations" in window)) return window;
  checkCount("window.observations", window.observations, 1);
  return { from: addDays(asOf, 1 - window.observations), to: asOf };
}

function withProxy(assets: readonly string[], missing: MissingPolicy): readonly string[] {
  return typeof missing === "string" ? assets : [...new Set([...assets, missing.proxy])];
}
