import { checkList, checkObject, describe } from "../base/check.ts";
import { dayNumber, isoDate } from "../base/time.ts";
import { checkMatrix } from "../math/check-matrix.ts";
import type { PriceHistory } from "./price-history.ts";

/**
 * Throws a RangeError unless a history is what its type says: closes that fit its dates and assets,
 * positive where they are not missing; every day once, in order; every asset once.
 *
 * @internal
 */
export function checkHistory(history: PriceHistory): void {
  checkHistoryShape(history);
  checkDates(history.dates);
  checkAssets(history.assets);
  checkCloses(history);
}

/** Throws unless closes fit dates and assets; looks at no close. @internal */
export function checkHistoryShape(history: PriceHistory): void {
  checkObject("history", history);
  const { dates, assets, closes } = history;
  checkList("dates", dates);
  checkList("assets", assets);
  checkMatrix("closes", closes);
  if (closes.rows === dates.length && closes.columns === assets.length) return;
  throw new RangeError(
    `closes must have ${dates.length} rows and ${assets.length} columns: ` +
      `${closes.rows} and ${closes.columns}`,
  );
}

function checkDates(dates: readonly string[]): void {
  const start = dates[0] === undefined ? 0 : dayNumber(dates[0]);
  const wrong = dates.findIndex((date, i) => date !== isoDate(start + i));
  if (wrong < 0) return;
  throw new RangeError(
    `dates must be contiguous and ascending: ${describe(dates[wrong])} after ${dates[wrong - 1]}`,
  );
}

function checkAssets(assets: readonly string[]): void {
  if (new Set(assets).size === assets.length) return;
  const repeated = assets.find((asset, j) => assets.indexOf(asset) !== j);
  throw new RangeError(`assets must name each asset once: ${describe(repeated)}`);
}

function checkCloses({ dates, assets, closes }: PriceHistory): void {
  closes.values.forEach((close, i) => {
    if (Number.isNaN(close) || (close > 0 && close < Infinity)) return;
    const asset = assets[i % closes.columns];
    const date = dates[Math.floor(i / closes.columns)];
    throw new RangeError(`close of ${asset} on ${date} must be a positive number: ${close}`);
  });
}
