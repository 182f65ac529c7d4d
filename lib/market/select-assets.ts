import { checkList, describe } from "../base/check.ts";
import type { Matrix } from "../math/matrix.ts";
import { checkHistoryShape } from "./check-history.ts";
import { findAsset } from "./find-asset.ts";
import type { PriceHistory } from "./price-history.ts";

/**
 * The history of some assets only, in the order asked for.
 *
 * @throws RangeError when `assets` is empty, repeats an asset, or names one that is not held.
 * @example selectAssets(history, ["ETH", "BTC"])
 */
export function selectAssets(history: PriceHistory, assets: readonly string[]): PriceHistory {
  checkHistoryShape(history);
  checkList("assets", assets);
  if (assets.length === 0) throw new RangeError("assets must name at least one asset: none");
  const columns = assets.map((asset) => findAsset(history.assets, asset));
  const repeated = assets.find((asset, i) => assets.indexOf(asset) !== i);
  if (repeated !== undefined) {
    throw new RangeError(`assets must name each asset once: ${describe(repeated)}`);
  }
  return { dates: history.dates, assets: [...assets], closes: pick(history.closes, columns) };
}

function pick(matrix: Matrix, columns: readonly number[]): Matrix {
  const values = new Float64Array(matrix.rows * columns.length);
  for (let i = 0; i < matrix.rows; i++) {
    columns.forEach((column, j) => {
      values[i * columns.length + j] = matrix.values[i * matrix.columns + column]!;
    });
  }
  return { rows: matrix.rows, columns: columns.length, values };
}
