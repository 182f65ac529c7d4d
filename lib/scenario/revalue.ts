import {
  moveVolatility,
  type Volatility,
  volatilityWithForward,
} from "../instruments/volatility-at.ts";
import type { Position } from "../portfolio/book.ts";
import { lookUp, type Market } from "../portfolio/market.ts";
import { positionValueCoin, positionValueUsd } from "../portfolio/position-value.ts";
import { type AssetMove, checkAssetMove } from "./asset-move.ts";

/**
 * What a position is worth to its holder in a market, in USD. Stress, historical simulation and
 * every other what-if value positions through here and nowhere else.
 *
 * @throws RangeError naming the position: no usable price, no volatility, expired, not finite.
 */
export function revalue(position: Position, market: Market): number {
  return positionValueUsd(position, market);
}

/** A market before and after a change. */
export interface MarketMove {
  readonly before: Market;
  readonly after: Market;
}

/**
 * P&L of a position between two markets in USD: its value after minus its value before; negative
 * is a loss. Full revaluation, no sensitivity is used.
 *
 * @throws RangeError like {@link revalue}.
 */
export function revaluationPnl(position: Position, { before, after }: MarketMove): number {
  return revalue(position, after) - revalue(position, before);
}

/**
 * What a position is worth in what it settles in: coins of the underlying for inverse contracts, whatever
 * a coin is worth; USD for all others.
 *
 * @throws RangeError like {@link revalue}, also for a coin worth nothing.
 */
export function settlementValue(position: Position, market: Market): number {
  const { instrument } = position;
  const inCoins = instrument.type !== "spot" && instrument.settlement === "inverse";
  return inCoins ? positionValueCoin(position, market) : positionValueUsd(position, market);
}

/**
 * The market after each asset moved: spot, mark and forwards × (1 + return); where a move says so, also
 * implied volatility, the growth of forwards and the perpetual's basis. Assets without a move stay
 * as they are; callers decide beforehand what a missing one means. Time does not pass. Options keep
 * the volatility of their strike, or of their moneyness if the move says so, but for its shift.
 *
 * @throws RangeError when a return is not finite or below -1, or another part of a move is no number.
 * @example shockMarket(market, new Map([["BTC", { return: -0.2, volatility: { relative: 0.5 } }]]))
 */
export function shockMarket(
  market: Market,
  moves: ReadonlyMap<string, number | AssetMove>,
): Market {
  const all = [...moves].map(([asset, move]) => {
    const full = typeof move === "object" ? move : { return: move };
    checkAssetMove(asset, full);
    return [asset, full] as const;
  });
  const { mark, forward, volatility } = market;
  const [spot, marks] = [{ ...market.spot }, { ...mark }];
  const [forwards, volatilities, carry] = [{ ...forward }, { ...volatility }, { ...market.carry }];
  for (const [asset, move] of all) {
    const factor = 1 + move.return;
    const before = lookUp(market.spot, asset);
    if (before !== undefined) spot[asset] = before * factor;
    const marked = lookUp(mark, asset) ?? (move.perpetualBasis === undefined ? undefined : before);
    if (marked !== undefined) marks[asset] = marked * factor * (1 + (move.perpetualBasis ?? 0));
    const stated = lookUp(forward, asset);
    if (stated !== undefined) forwards[asset] = scaled(stated, factor);
    if (move.carry !== undefined) carry[asset] = (lookUp(carry, asset) ?? 0) + move.carry;
    const implied = lookUp(volatility, asset);
    if (implied !== undefined) volatilities[asset] = movedVolatility(implied, move);
  }
  return {
    ...market,
    spot,
    ...kept("mark", marks),
    ...kept("forward", forwards),
    ...kept("volatility", volatilities),
    ...kept("carry", carry),
  };
}

function movedVolatility(volatility: Volatility, move: AssetMove): Volatility {
  const carried =
    move.stickiness === "moneyness"
      ? volatilityWithForward(volatility, 1 + move.return)
      : volatility;
  return move.volatility === undefined ? carried : moveVolatility(carried, move.volatility);
}

type Forward = NonNullable<Market["forward"]>[string];

function scaled(forward: Forward, factor: number): Forward {
  if (typeof forward === "number") return forward * factor;
  return forward.map((point) => ({ ...point, price: point.price * factor }));
}

/** The table under its name, or nothing where it would be empty. */
function kept<K extends string, T extends object>(name: K, table: T): { readonly [P in K]?: T } {
  if (Object.keys(table).length === 0) return {};
  return { [name]: table } as { readonly [P in K]?: T };
}
