import {
  type ContractPrices,
  contractNotionalUsd,
  contractPnlCoin,
  contractPnlUsd,
  contractValueCoin,
  contractValueUsd,
} from "../instruments/valuation.ts";
import type { Position } from "./book.ts";
import { contractMarket } from "./contract-market.ts";
import type { Market } from "./market.ts";

/**
 * Signed exposure of a position in USD: what it gains, to first order, when every price of its coin
 * rises by 100 %. Quantity × coins × price for spot and linear contracts, quantity × dollars for inverse
 * ones (a profit already made in coins is not counted), quantity × coins × delta × forward for options.
 *
 * @throws RangeError, naming the position, when its asset has no usable price, an option no
 * volatility, a dated contract expired before the market's moment, or the result is not finite.
 */
export function positionNotionalUsd(position: Position, market: Market): number {
  return ofPosition(position, market, (prices) => contractNotionalUsd(position.instrument, prices));
}

/**
 * What a position is worth to its holder in USD: quantity × worth of one contract. For spot the
 * coins, for an option what it would fetch, for a perpetual or future its profit since entry.
 *
 * @throws RangeError like {@link positionNotionalUsd}.
 */
export function positionValueUsd(position: Position, market: Market): number {
  return ofPosition(position, market, (prices) => contractValueUsd(position.instrument, prices));
}

/**
 * {@link positionValueUsd} in coins of the underlying: for contracts that settle in coins what the
 * venue shows, for the others dollars over spot.
 *
 * @throws RangeError like {@link positionNotionalUsd}, also for a coin worth nothing.
 */
export function positionValueCoin(position: Position, market: Market): number {
  return ofPosition(position, market, (prices) => contractValueCoin(position.instrument, prices));
}

/**
 * Profit of a position since it was opened in USD, without funding and fees. A profit or premium in
 * coins counts at the market's spot.
 *
 * @throws RangeError like {@link positionNotionalUsd}.
 */
export function unrealisedPnlUsd(position: Position, market: Market): number {
  return ofPosition(position, market, (prices) => contractPnlUsd(position.instrument, prices));
}

/**
 * {@link unrealisedPnlUsd} if the contract trades at `price` while the coin stays at the market's spot:
 * what a fill away from the mark makes. The coins that an inverse contract pays are worth spot, not the fill.
 *
 * @throws RangeError like {@link positionNotionalUsd}.
 */
export function pnlAtPriceUsd(position: Position, market: Market, price: number): number {
  return ofPosition(position, market, (prices) =>
    contractPnlUsd(position.instrument, { ...prices, price }),
  );
}

/**
 * {@link unrealisedPnlUsd} in coins of the underlying.
 *
 * @throws RangeError like {@link positionValueCoin}.
 */
export function unrealisedPnlCoin(position: Position, market: Market): number {
  return ofPosition(position, market, (prices) => contractPnlCoin(position.instrument, prices));
}

function ofPosition(
  position: Position,
  market: Market,
  perContract: (prices: ContractPrices) => number,
): number {
  const { id, quantity, entryPrice, instrument } = position;
  try {
    const { spot, price, option } = contractMarket(market, instrument);
    const prices = { spot, price, entryPrice };
    const result = quantity * perContract(option === undefined ? prices : { ...prices, option });
    if (Number.isFinite(result)) return result;
  } catch (error) {
    throw new RangeError(`position ${id}: ${(error as Error).message}`, { cause: error });
  }
  throw new RangeError(`position ${id}: its value must be finite: quantity ${quantity}`);
}
