import { fileURLToPath } from "node:url";
import { loadDailyCloses } from "../../../lib/data/load-daily-closes.ts";
import { openData } from "../../../lib/data/open-data.ts";
import type { PriceHistory } from "../../../lib/market/price-history.ts";
import { sliceReturns } from "../../../lib/market/return-window.ts";
import { logReturns, type ReturnPanel, simpleReturns } from "../../../lib/market/returns.ts";

const root = fileURLToPath(new URL("../../../data", import.meta.url));
const goldenSpan = { from: "2020-01-01", to: "2021-12-31" };

/** The closes of the repository's data set. */
export function realHistory(): PriceHistory {
  return loadDailyCloses(openData({ root }));
}

/** Returns dated 2020-01-01 to 2021-12-31, the span of the witness figures. */
export function realSimpleReturns(): ReturnPanel<"simple"> {
  return sliceReturns(simpleReturns(realHistory()), goldenSpan);
}

/** The same as log returns. */
export function realLogReturns(): ReturnPanel<"log"> {
  return sliceReturns(logReturns(realHistory()), goldenSpan);
}
