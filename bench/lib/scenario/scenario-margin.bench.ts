import { loadMarginModel } from "../../../lib/data/load-margin-model.ts";
import type { Position } from "../../../lib/portfolio/book.ts";
import type { Market } from "../../../lib/portfolio/market.ts";
import { scenarioMargin } from "../../../lib/scenario/margin/scenario-margin.ts";
import { growthCurve } from "../../growth.ts";

// Margin of a book of options: every option in every scenario by Black's formula. One tick of a
// margin engine is one call.
const market: Market = { asOf: "2022-05-05", spot: { BTC: 40_000 }, volatility: { BTC: 0.8 } };
const expiries = ["2022-05-27", "2022-06-24", "2022-09-30"] as const;

const optionAt = (i: number): Position => ({
  id: `option ${i}`,
  desk: "desk",
  trader: "trader",
  account: "account",
  quantity: (i % 2 === 0 ? 1 : -1) * (1 + (i % 7)),
  entryPrice: 0.05,
  instrument: {
    type: "option",
    underlying: "BTC",
    settlement: "inverse",
    contractSize: 1,
    expiry: expiries[i % 3]!,
    strike: 20_000 + 500 * (i % 80),
    kind: i % 2 === 0 ? "put" : "call",
  },
});

for (const name of ["grid-14", "span-16", "deribit-2024-06", "okx-2025-01"]) {
  const model = loadMarginModel(`data/parameters/${name}.json`);
  growthCurve({
    name: `scenarioMargin, ${name}: options`,
    sizes: [10, 100, 1000],
    prepare: (size) => Array.from({ length: size }, (_, i) => optionAt(i)),
    run: (positions) => scenarioMargin(positions, market, model),
  });
}
