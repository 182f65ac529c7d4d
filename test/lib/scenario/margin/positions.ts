import type { Instrument } from "../../../../lib/instruments/instrument.ts";
import type { Position } from "../../../../lib/portfolio/book.ts";
import { position } from "../../portfolio/fixtures.ts";

type Settlement = "linear" | "inverse";

/** A coin-settled or dollar-settled option on BTC, one coin a contract. */
export function option(
  kind: "call" | "put",
  strike: number,
  { expiry = "2022-05-27", settlement = "inverse" as Settlement, underlying = "BTC" } = {},
): Instrument {
  return { type: "option", underlying, settlement, contractSize: 1, expiry, strike, kind };
}

/** An inverse perpetual, a dollar a contract. */
export function inversePerpetual(underlying = "BTC"): Instrument {
  return { type: "perpetual", underlying, settlement: "inverse", contractSize: 1 };
}

/** A dated future; inverse ones have a dollar a contract. */
export function future(expiry: string, settlement: Settlement = "inverse", contractSize = 1) {
  return { type: "future", underlying: "BTC", settlement, contractSize, expiry } as const;
}

/** Contracts of an instrument, positive for long. */
export type Held = readonly [quantity: number, instrument: Instrument];

/** Holdings as positions `p1`, `p2`, …; options were bought at a premium of 0.05. */
export function holdings(...held: readonly Held[]): Position[] {
  return held.map(([quantity, instrument], i) =>
    position({
      id: `p${i + 1}`,
      quantity,
      instrument,
      entryPrice: instrument.type === "option" ? 0.05 : 40_000,
    }),
  );
}
