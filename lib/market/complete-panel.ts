import { checkList, checkObject } from "../base/check.ts";
import { checkMatrix } from "../math/check-matrix.ts";
import { type Matrix, matrixColumn } from "../math/matrix.ts";

/** Figures of several assets on the same dates: returns, or residuals of a volatility model. */
export interface AssetPanel {
  /** ISO dates, ascending. */
  readonly dates: readonly string[];
  readonly assets: readonly string[];
  /** Rows are dates, columns are assets. */
  readonly values: Matrix;
}

/**
 * Throws a RangeError for fewer than `minimum` rows, no asset, and for a figure that is missing or
 * infinite, naming asset and date: what is missing is left out by `completeRows`, never here.
 *
 * @internal
 */
export function checkComplete(panel: AssetPanel, minimum: number): void {
  checkPanel(panel);
  const { dates, assets, values } = panel;
  if (assets.length === 0) throw new RangeError("panel must have at least 1 asset: none");
  if (dates.length < minimum) {
    throw new RangeError(`panel must have at least ${minimum} dates: ${dates.length}`);
  }
  const bad = values.values.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return;
  const [row, column] = [Math.floor(bad / assets.length), bad % assets.length];
  throw new RangeError(
    `${assets[column]} on ${dates[row]} must be finite: ${values.values[bad]} ` +
      "(completeRows leaves such dates out)",
  );
}

/**
 * Throws unless a panel is what its type says: a row for each date and a column for each asset.
 *
 * @internal
 */
export function checkPanel(panel: AssetPanel): void {
  checkObject("panel", panel);
  const { dates, assets, values } = panel;
  checkList("dates", dates);
  checkList("assets", assets);
  checkMatrix("values of the panel", values);
  if (values.rows === dates.length && values.columns === assets.length) return;
  throw new RangeError(
    `panel must have ${dates.length} rows and ${assets.length} columns: ` +
      `${values.rows} and ${values.columns}`,
  );
}

/** Throws a RangeError naming the first asset whose figures are all the same. @internal */
export function checkAllVary({ assets, values }: AssetPanel): void {
  assets.forEach((asset, j) => {
    const column = matrixColumn(values, j);
    if (column.some((value) => value !== column[0])) return;
    throw new RangeError(
      `${asset} must vary to have a correlation: ${column.length} figures of ${column[0]}`,
    );
  });
}
