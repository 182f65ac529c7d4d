import { checkFinite } from "../base/check.ts";
import type { Position } from "../portfolio/book.ts";
import type { Market, PerAsset } from "../portfolio/market.ts";
import { positionValueUsd } from "../portfolio/position-value.ts";

/**
 * What a position is worth to its holder in a market, in USD. Stress, historical simulation and
 * every other what-if value positions through here and nowhere else.
 *
 * @throws RangeError naming the position: not yet valued, no usable price, not finite.
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
 * The market after each asset moved by its simple return: spot, mark and forward × (1 + return).
 * Assets without a return keep their prices; callers decide beforehand what a missing one means.
 *
 * @throws RangeError when a return is not finite or below -1.
 */
export function shockMarket(market: Market, returns: ReadonlyMap<string, number>): Market {
  for (const [asset, value] of returns) checkReturn(asset, value);
  const { mark, forward } = market;
  return {
    ...market,
    spot: shocked(market.spot, returns),
    ...(mark === undefined ? {} : { mark: shocked(mark, returns) }),
    ...(forward === undefined ? {} : { forward: shocked(forward, returns) }),
  };
}

function shocked(prices: PerAsset, returns: ReadonlyMap<string, number>): PerAsset {
  return Object.fromEntries(
    Object.entries(prices).map(([asset, price]) => [
      asset,
      price * (1 + (returns.get(asset) ?? 0)),
    ]),
  );
}

function checkReturn(asset: string, value: number): void {
  checkFinite(`return of ${asset}`, value);
  if (value < -1) throw new RangeError(`return of ${asset} must be at least -1: ${value}`);
}
