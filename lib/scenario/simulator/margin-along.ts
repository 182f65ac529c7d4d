import type { Book } from "../../portfolio/book.ts";
import {
  type AccountMargin,
  accountMargins,
  type MarginRules,
} from "../../portfolio/margin/account-margin.ts";
import type { SimulatedTick } from "./simulate-market.ts";

/** What every account of a book has and needs at one tick. */
export interface MarginTick extends SimulatedTick {
  readonly accounts: readonly AccountMargin[];
}

/**
 * Margin of a book at every tick of a market, by the same `accountMargins` as for a real one; one tick at a
 * time, as they are asked for. Positions stay as they are: nothing is liquidated, rolled or funded.
 *
 * @throws RangeError at the tick at which `accountMargins` does: an expired contract is an error.
 * @example marginAlong(book, simulateMarket(options), rules)
 */
export function* marginAlong(
  book: Book,
  ticks: Iterable<SimulatedTick>,
  rules: MarginRules,
): Generator<MarginTick> {
  for (const tick of ticks) yield { ...tick, accounts: accountMargins(book, tick.market, rules) };
}
