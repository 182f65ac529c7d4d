import { checkObject } from "../base/check.ts";
import { matrixAt } from "../math/matrix.ts";
import { checkHistoryShape } from "./check-history.ts";
import { findAsset } from "./find-asset.ts";
import { findDate } from "./find-date.ts";
import type { PriceHistory } from "./price-history.ts";

/** Which close is meant: one asset on one date. */
export interface PriceKey {
  readonly asset: string;
  readonly date: string;
}

/**
 * USD close of one asset on one date; NaN where the history has no price for it that day.
 *
 * @throws RangeError when the history does not hold the asset or the date; the message says what
 * it holds.
 * @example priceAt(history, { asset: "BTC", date: "2020-03-12" })
 */
export function priceAt(history: PriceHistory, key: PriceKey): number {
  checkHistoryShape(history);
  checkObject("key", key);
  const { asset, date } = key;
  const row = findDate(history.dates, date);
  return matrixAt(history.closes, row, findAsset(history.assets, asset));
}

/**
 * USD closes of every asset that has one on `date`, by asset; assets without a price that day are
 * absent.
 *
 * @throws RangeError when the date is outside the history.
 * @example pricesOn(history, "2022-11-08").get("FTT")
 */
export function pricesOn(history: PriceHistory, date: string): Map<string, number> {
  checkHistoryShape(history);
  const row = findDate(history.dates, date);
  const found = history.assets.map((asset, j): [string, number] => [
    asset,
    matrixAt(history.closes, row, j),
  ]);
  return new Map(found.filter(([, price]) => !Number.isNaN(price)));
}
