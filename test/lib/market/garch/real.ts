import { returnSeries, sliceReturns } from "../../../../lib/market/return-window.ts";
import { logReturns, type ReturnPanel } from "../../../../lib/market/returns.ts";
import { randomStream } from "../../../../lib/math/random-stream.ts";
import { realHistory } from "../real-returns.ts";

let panel: ReturnPanel<"log"> | undefined;

/** Daily log returns of an asset from 2020 to 2022, the span of the arch figures. */
export function threeYears(asset: string): Float64Array {
  panel ??= sliceReturns(logReturns(realHistory()), { from: "2020-01-01", to: "2022-12-31" });
  return returnSeries(panel, asset).values;
}

/** Independent normal returns of 3 % a day, repeatable. */
export function normalReturns(count: number, seed: number): Float64Array {
  const random = randomStream({ seed, stream: 0 });
  return Float64Array.from({ length: count }, () => 0.03 * random.normal());
}
