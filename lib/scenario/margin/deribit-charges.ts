import { yearsToExpiry } from "../../instruments/time-to-expiry.ts";
import { expm1 } from "../../math/elementary/expm1.ts";
import { compensatedSum } from "../../math/sum.ts";
import type { Position } from "../../portfolio/book.ts";
import { type Market, spotPrice } from "../../portfolio/market.ts";
import { byExpiry, deltaCoins, type RiskUnit, usdPer } from "./risk-unit.ts";

/** Charges beside the worst loss; those left out are not made. */
export interface DeribitCharges {
  /** Move of an expiry against the others in a year, and at least. */
  readonly roll?: { readonly annualMove: number; readonly leastMove: number };
  readonly largeDelta?: {
    /** Delta from which it is made, USD. */
    readonly thresholdUsd: number;
    /** Share of the delta for each coin beyond. */
    readonly perCoin: number;
    /** Largest share. */
    readonly most: number;
  };
  /** Coins for each coin of options sold, net by strike. */
  readonly netShortOptionRate?: number;
  /** Share of the coins that are long in one future and short in another. */
  readonly offsetFuturesRate?: number;
}

/** The charges of a risk unit by name, in its currency. */
export function deribitCharges(
  unit: RiskUnit,
  market: Market,
  charges: DeribitCharges,
): Record<string, number> {
  const { positions } = unit;
  const deltas = new Map(positions.map((position) => [position, deltaCoins(position, market)]));
  const deltaOf = (of: readonly Position[]): number =>
    compensatedSum(of.map((position) => deltas.get(position)!));
  const held = { unit, market, deltaOf };
  const coins = {
    ...(charges.roll && { rollShock: rollShock(held, charges.roll) }),
    ...(charges.largeDelta && { deltaShock: deltaShock(held, charges.largeDelta) }),
    ...(charges.netShortOptionRate !== undefined && {
      shortOptions: netShortCoins(positions) * charges.netShortOptionRate,
    }),
    ...(charges.offsetFuturesRate !== undefined && {
      offsetFutures: offsetCoins(held) * charges.offsetFuturesRate,
    }),
  };
  const inCurrency = spotPrice(market, unit.underlying) / usdPer(unit, market);
  return Object.fromEntries(Object.entries(coins).map(([name, of]) => [name, of * inCurrency]));
}

/** A unit in a market, and the delta of positions of it together, in coins. */
interface HeldUnit {
  readonly unit: RiskUnit;
  readonly market: Market;
  readonly deltaOf: (of: readonly Position[]) => number;
}

/** Delta of each expiry × the move it may make against the others: exp(annual × years) - 1, or the least. */
function rollShock(
  { unit, market, deltaOf }: HeldUnit,
  { annualMove, leastMove }: NonNullable<DeribitCharges["roll"]>,
): number {
  const shocks = [...byExpiry(unit.positions)].map(([expiry, members]) => {
    const delta = deltaOf(members);
    const move = expiry === undefined ? 0 : expm1(annualMove * yearsTo(expiry, market));
    return Math.abs(delta) * Math.max(leastMove, move);
  });
  return compensatedSum(shocks);
}

/** What a large delta would cost to close; long options take off it, but never turn it around. */
function deltaShock(
  { unit: { positions, underlying }, market, deltaOf }: HeldUnit,
  { thresholdUsd, perCoin, most }: NonNullable<DeribitCharges["largeDelta"]>,
): number {
  const isBought = ({ instrument, quantity }: Position): boolean =>
    instrument.type === "option" && quantity > 0;
  const bought = deltaOf(positions.filter(isBought));
  const others = deltaOf(positions.filter((position) => !isBought(position)));
  const offset = Math.max(0, -Math.sign(others) * bought);
  const size = Math.max(0, Math.abs(others) - offset);
  const beyond = size - thresholdUsd / spotPrice(market, underlying);
  return size * Math.min(most, Math.max(0, beyond) * perCoin);
}

/** Coins of options sold, net of those bought at the same strike. */
function netShortCoins(positions: readonly Position[]): number {
  const byStrike = Map.groupBy(positions, ({ instrument }) =>
    instrument.type === "option" ? instrument.strike : undefined,
  );
  const nets = [...byStrike].map(([strike, members]) =>
    strike === undefined
      ? 0
      : compensatedSum(members.map((position) => position.quantity * sizeOf(position))),
  );
  return compensatedSum(nets.map((net) => Math.max(0, -net)));
}

/** Coins that are long in some futures or perpetuals and short in others. */
function offsetCoins({ unit, deltaOf }: HeldUnit): number {
  const futures = unit.positions.filter(
    ({ instrument }) => instrument.type === "future" || instrument.type === "perpetual",
  );
  const nets = [...byExpiry(futures).values()].map(deltaOf);
  const long = compensatedSum(nets.map((net) => Math.max(0, net)));
  const short = compensatedSum(nets.map((net) => Math.max(0, -net)));
  return Math.min(long, short);
}

function sizeOf({ instrument }: Position): number {
  return instrument.type === "option" ? instrument.contractSize : 0;
}

function yearsTo(expiry: string, market: Market): number {
  const moment = { date: market.asOf, hourUtc: market.hourUtc ?? 24 };
  return Math.max(0, yearsToExpiry(expiry, moment));
}
