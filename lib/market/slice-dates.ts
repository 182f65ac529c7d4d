import { checkObject } from "../base/check.ts";
import { checkHistoryShape } from "./check-history.ts";
import { findDate } from "./find-date.ts";
import type { PriceHistory } from "./price-history.ts";

/** First and last date wanted, both included; a side left out stays as it is. */
export interface DateRange {
  readonly from?: string;
  readonly to?: string;
}

/**
 * The part of a history from one date to another, both included.
 *
 * @throws RangeError when a date does not exist, lies outside the history, or `from` is after `to`.
 * @example sliceDates(history, { from: "2020-03-07", to: "2020-03-12" })
 */
export function sliceDates(history: PriceHistory, range: DateRange): PriceHistory {
  checkHistoryShape(history);
  checkObject("range", range);
  const { dates, assets, closes } = history;
  const start = range.from === undefined ? 0 : findDate(dates, range.from);
  const end = range.to === undefined ? dates.length : findDate(dates, range.to) + 1;
  if (start >= end && dates.length > 0) {
    throw new RangeError(`from must not be after to: ${range.from} and ${range.to}`);
  }
  const values = closes.values.slice(start * closes.columns, end * closes.columns);
  return {
    dates: dates.slice(start, end),
    assets,
    closes: { rows: end - start, columns: closes.columns, values },
  };
}
