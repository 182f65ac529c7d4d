import type { FundingHistory } from "../market/funding-history.ts";
import { type LoadOptions, loadDailyPanel } from "./daily-panel.ts";
import type { DataSet } from "./open-data.ts";

/**
 * Daily funding of perpetual futures: the day's payments summed, as a fraction of notional;
 * positive means that longs pay shorts.
 *
 * @throws RangeError when the data does not hold an asset or a date (the message says what it
 * holds), or when the file differs from the manifest.
 * @example loadFunding(openData(), { assets: ["BTC"], from: "2022-11-01", to: "2022-11-30" })
 */
export function loadFunding(data: DataSet, options: LoadOptions = {}): FundingHistory {
  const { dates, assets, figures } = loadDailyPanel(data, "funding", options);
  return { dates, assets, rates: figures };
}
