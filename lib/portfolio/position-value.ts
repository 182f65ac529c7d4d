import {
  type ContractPrices,
  contractNotionalUsd,
  contractPnlUsd,
  contractValueUsd,
} from "../instruments/valuation.ts";
import type { Position } from "./book.ts";
import { type Market, referencePrice } from "./market.ts";

/**
 * Signed notional of a position in USD: quantity × units per contract × price.
 *
 * @throws RangeError, naming the position, when its instrument is not yet valued, its asset has no
 * usable price, or the result is not finite.
 */
export function positionNotionalUsd(position: Position, market: Market): number {
  return ofPosition(position, market, ({ price }) =>
    contractNotionalUsd(position.instrument, price),
  );
}

/**
 * What a position is worth to its holder in USD: quantity × worth of one contract; for spot the
 * coins, for a linear perpetual its profit since entry.
 *
 * @throws RangeError like {@link positionNotionalUsd}.
 */
export function positionValueUsd(position: Position, market: Market): number {
  return ofPosition(position, market, (prices) => contractValueUsd(position.instrument, prices));
}

/**
 * Profit of a position since it was opened in USD, without funding and fees.
 *
 * @throws RangeError like {@link positionNotionalUsd}.
 */
export function unrealisedPnlUsd(position: Position, market: Market): number {
  return ofPosition(position, market, (prices) => contractPnlUsd(position.instrument, prices));
}

function ofPosition(
  position: Position,
  market: Market,
  perContract: (prices: ContractPrices) => number,
): number {
  const { id, quantity, entryPrice, instrument } = position;
  try {
    const result =
      quantity * perContract({ entryPrice, price: referencePrice(market, instrument) });
    if (Number.isFinite(result)) return result;
  } catch (error) {
    throw new RangeError(`position ${id}: ${(error as Error).message}`, { cause: error });
  }
  throw new RangeError(`position ${id}: its value must be finite: quantity ${quantity}`);
}
