import { addDays } from "../../../lib/base/time.ts";
import type { PriceHistory } from "../../../lib/market/price-history.ts";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import type { Account, Book, Position } from "../../../lib/portfolio/book.ts";
import type { Market } from "../../../lib/portfolio/market.ts";

/** A position of 2 BTC spot at 30,000, changed as a test needs it. */
export function position(changes: Partial<Position> = {}): Position {
  return {
    id: "p1",
    desk: "majors",
    trader: "ann",
    account: "main",
    instrument: { type: "spot", underlying: "BTC" },
    quantity: 2,
    entryPrice: 30_000,
    ...changes,
  };
}

/** A linear perpetual on an asset with contracts of a size. */
export function perpetual(underlying: string, contractSize = 1): Position["instrument"] {
  return { type: "perpetual", underlying, settlement: "linear", contractSize };
}

/** A BTC perpetual entered at 100, in the account of its own name. */
export function btcPerpetual(
  id: string,
  quantity: number,
  changes: Partial<Position> = {},
): Position {
  const instrument = perpetual("BTC");
  return position({ id, account: id, instrument, quantity, entryPrice: 100, ...changes });
}

/** A book of positions over one account `main` with 100,000 USD, or the accounts given. */
export function book(positions: readonly Position[], accounts?: readonly Account[]): Book {
  const main: Account = {
    id: "main",
    venue: "Binance",
    marginMode: "cross",
    collateral: [{ asset: "USD", quantity: 100_000, haircut: 0 }],
  };
  return { name: "test book", asOf: "2022-05-05", positions, accounts: accounts ?? [main] };
}

/** BTC 40,000, ETH 3,000, SOL 100, USDT 0.99. */
export const market: Market = {
  asOf: "2022-05-05",
  spot: { BTC: 40_000, ETH: 3_000, SOL: 100, USDT: 0.99 },
};

/** A history from closes by asset, from 2022-01-01 on. */
export function history(closes: Readonly<Record<string, readonly number[]>>): PriceHistory {
  const assets = Object.keys(closes);
  const days = closes[assets[0]!]!.length;
  const index = Array.from({ length: days }, (_, t) => t);
  return {
    dates: index.map((t) => addDays("2022-01-01", t)),
    assets,
    closes: matrixFromRows(index.map((t) => assets.map((asset) => closes[asset]![t]!))),
  };
}

/** Prices that start at 100 and earn each of the returns in turn. */
export function priced(returns: readonly number[]): number[] {
  const path = [100];
  for (const one of returns) path.push(path.at(-1)! * (1 + one));
  return path;
}

/** The value and everything in it made read-only, to prove that a function changes nothing. */
export function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value)) {
    for (const inner of Object.values(value)) frozen(inner);
    Object.freeze(value);
  }
  return value;
}
