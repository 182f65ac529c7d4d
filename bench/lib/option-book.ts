import type { Position } from "../../lib/portfolio/book.ts";
import type { Market } from "../../lib/portfolio/market.ts";

const expiries = ["2022-05-27", "2022-06-24", "2022-09-30"] as const;

/** Options of one account, long and short, and a market that prices them. */
export function optionBook(size: number): {
  readonly positions: readonly Position[];
  readonly market: Market;
} {
  const market = { asOf: "2022-05-05", spot: { BTC: 40_000 }, volatility: { BTC: 0.8 } };
  return { positions: Array.from({ length: size }, (_, i) => optionAt(i)), market };
}

function optionAt(i: number): Position {
  return {
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
  };
}
