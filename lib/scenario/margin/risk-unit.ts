import type { Instrument } from "../../instruments/instrument.ts";
import { compensatedSum } from "../../math/sum.ts";
import type { Position } from "../../portfolio/book.ts";
import { type Market, spotPrice } from "../../portfolio/market.ts";
import { positionNotionalUsd } from "../../portfolio/position-value.ts";
import { type CompiledBook, compileBook } from "../compile-book.ts";

/** Positions whose risks offset each other in a margin model. */
export interface RiskUnit {
  readonly underlying: string;
  /** What its P&L is counted in: `USD`, or the underlying of contracts that settle in coins. */
  readonly currency: string;
  readonly positions: readonly Position[];
}

/** A unit laid out to be valued in many markets. */
export interface CompiledUnit extends RiskUnit {
  readonly book: CompiledBook;
  /** Of its positions. */
  readonly ids: readonly string[];
}

/** The unit with its positions compiled, to be counted in its currency. @internal */
export function compileUnit(unit: RiskUnit): CompiledUnit {
  const book = compileBook(unit.positions, unit.currency === "USD" ? "usd" : "settlement");
  return { ...unit, book, ids: unit.positions.map(({ id }) => id) };
}

/** What makes a unit: all of an underlying, counted in USD, or apart by what it settles in. */
export type RiskUnitRule = "underlying" | "settlement";

/** The positions by unit, in the order in which units first appear. */
export function riskUnits(positions: readonly Position[], by: RiskUnitRule): RiskUnit[] {
  const groups = Map.groupBy(positions, ({ instrument }) => {
    const currency = by === "underlying" ? "USD" : settlementCurrency(instrument);
    return JSON.stringify([instrument.underlying, currency]);
  });
  return [...groups].map(([key, members]) => {
    const [underlying, currency] = JSON.parse(key) as [string, string];
    return { underlying, currency, positions: members };
  });
}

function settlementCurrency(instrument: Instrument): string {
  if (instrument.type === "spot") return "USD";
  return instrument.settlement === "inverse" ? instrument.underlying : "USD";
}

/** Positions net by contract, whoever traded it: the first of each contract with the net quantity. */
export function netPositions(positions: readonly Position[]): Position[] {
  const contracts = Map.groupBy(positions, ({ instrument }) => JSON.stringify(instrument));
  return [...contracts.values()].map((members) => ({
    ...members[0]!,
    quantity: compensatedSum(members.map(({ quantity }) => quantity)),
  }));
}

/** USD per unit of a risk unit's currency. */
export function usdPer({ currency }: RiskUnit, market: Market): number {
  return spotPrice(market, currency);
}

/**
 * Coins of the underlying that a position moves with, to first order: its exposure over the spot
 * price. Throws a RangeError for a coin worth nothing.
 */
export function deltaCoins(position: Position, market: Market): number {
  const { underlying } = position.instrument;
  const delta = positionNotionalUsd(position, market) / spotPrice(market, underlying);
  if (Number.isFinite(delta)) return delta;
  throw new RangeError(`position ${position.id}: ${underlying} must have a price above 0`);
}

/** Positions by expiry; perpetuals and spot, which have none, are together under `undefined`. */
export function byExpiry(positions: readonly Position[]): Map<string | undefined, Position[]> {
  return Map.groupBy(positions, ({ instrument }) =>
    instrument.type === "future" || instrument.type === "option" ? instrument.expiry : undefined,
  );
}
