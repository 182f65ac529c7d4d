import type { PriceHistory } from "../market/price-history.ts";
import { type LoadOptions, loadDailyPanel } from "./daily-panel.ts";
import type { DataSet } from "./open-data.ts";

/**
 * Daily UTC closes in USD, all of them or the assets and dates asked for.
 *
 * @throws RangeError when the data does not hold an asset or a date (the message says what it
 * holds), or when the file differs from the manifest.
 * @example loadDailyCloses(openData(), { assets: ["BTC", "ETH"], from: "2020-01-01" })
 */
export function loadDailyCloses(data: DataSet, options: LoadOptions = {}): PriceHistory {
  const { dates, assets, figures } = loadDailyPanel(data, "daily", options);
  return { dates, assets, closes: figures };
}
