import type { PriceHistory } from "../../../lib/market/price-history.ts";
import { matrixFromRows } from "../../../lib/math/matrix.ts";

const missing = Number.NaN;

/** Four days of three assets: AAA complete, BBB with a gap of two days, CCC listed on day 3. */
export function smallHistory(): PriceHistory {
  return {
    dates: ["2020-02-28", "2020-02-29", "2020-03-01", "2020-03-02"],
    assets: ["AAA", "BBB", "CCC"],
    closes: matrixFromRows([
      [1, 10, missing],
      [2, missing, missing],
      [3, missing, 300],
      [4, 40, 400],
    ]),
  };
}
