import { matrixColumn } from "../math/matrix.ts";
import { checkHistoryShape } from "./check-history.ts";
import { findAsset } from "./find-asset.ts";
import type { PriceHistory } from "./price-history.ts";

/**
 * USD closes of one asset, one per date of the history, NaN where there is none.
 *
 * @returns a copy; the history is never changed.
 * @throws RangeError when the history does not hold the asset; the message names those it holds.
 * @example priceSeries(history, "BTC")
 */
export function priceSeries(history: PriceHistory, asset: string): Float64Array {
  checkHistoryShape(history);
  return matrixColumn(history.closes, findAsset(history.assets, asset));
}
