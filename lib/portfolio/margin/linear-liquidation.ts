import { checkFinite, checkNonNegative, checkPositive } from "../../base/check.ts";
import { type AppliedTier, maintenanceAmounts, type TieredMargin } from "./margin-tiers.ts";

/** A linear contract and what stands behind it. */
export interface LinearMarginPosition {
  /** Signed coins: contracts × contract size; not 0. */
  readonly coins: number;
  readonly entryPrice: number;
  /** Isolated: what was set aside for it; cross: the whole wallet. USD, without unrealised profit. */
  readonly collateralUsd: number;
  /** Cross: unrealised profit of the other positions; 0 when not given. */
  readonly othersPnlUsd?: number;
  /** Cross: maintenance margin of the other positions; 0 when not given. */
  readonly othersMaintenanceUsd?: number;
}

/**
 * The mark price at which equity equals maintenance margin, other positions standing still:
 * P = (collateral + others' profit - others' margin + amount - coins × entry) / (|coins| rate - coins),
 * with rate and amount of the tier that |coins| P falls in. Undefined when no positive price does it.
 *
 * Source: Binance, How to Calculate Liquidation Price of USD-M Futures Contracts (FAQ b3c689c1…).
 *
 * @throws RangeError for coins of 0 and figures that are not finite.
 * @example linearLiquidationPrice({ coins: 2, entryPrice: 40_000, collateralUsd: 8_000 }, margin)
 */
export function linearLiquidationPrice(
  position: LinearMarginPosition,
  margin: TieredMargin,
): number | undefined {
  const { coins, entryPrice } = checked(position);
  const cash = cashOf(position);
  const tiers = maintenanceAmounts(margin);
  const prices = tiers.flatMap(({ floorUsd, maintenanceRate, maintenanceAmountUsd }, k) => {
    const room = cash + maintenanceAmountUsd - coins * entryPrice;
    const price = room / (Math.abs(coins) * maintenanceRate - coins);
    const notional = Math.abs(coins) * price;
    const capUsd = tiers[k + 1]?.floorUsd ?? Infinity;
    return price > 0 && notional >= floorUsd && notional < capUsd ? [price] : [];
  });
  const reached = [...prices, ...jumpPrices(position, tiers)];
  if (reached.length === 0) return undefined;
  return coins > 0 ? Math.max(...reached) : Math.min(...reached);
}

/** Floors at which the margin of whole tiers jumps above the equity that was enough just below. */
function jumpPrices(position: LinearMarginPosition, tiers: readonly AppliedTier[]): number[] {
  const { coins, entryPrice } = position;
  const roomIn = (tier: AppliedTier, price: number): number => {
    const equity = cashOf(position) + coins * (price - entryPrice);
    return equity - (Math.abs(coins) * price * tier.maintenanceRate - tier.maintenanceAmountUsd);
  };
  return tiers.slice(1).flatMap((tier, k) => {
    const price = tier.floorUsd / Math.abs(coins);
    return roomIn(tiers[k]!, price) > 0 && roomIn(tier, price) <= 0 ? [price] : [];
  });
}

/**
 * The mark price at which nothing is left: equity without any maintenance margin is 0. A long that
 * was paid in full has none above 0: undefined.
 *
 * @throws RangeError like {@link linearLiquidationPrice}.
 */
export function linearBankruptcyPrice(position: LinearMarginPosition): number | undefined {
  const { coins, entryPrice } = checked(position);
  const price = entryPrice - cashOf({ ...position, othersMaintenanceUsd: 0 }) / coins;
  return price > 0 ? price : undefined;
}

function cashOf(position: LinearMarginPosition): number {
  const { collateralUsd, othersPnlUsd = 0, othersMaintenanceUsd = 0 } = position;
  return collateralUsd + othersPnlUsd - othersMaintenanceUsd;
}

function checked(position: LinearMarginPosition): LinearMarginPosition {
  checkFinite("coins", position.coins);
  if (position.coins === 0) throw new RangeError("coins must not be zero: 0");
  checkPositive("entryPrice", position.entryPrice);
  checkFinite("collateralUsd", position.collateralUsd);
  checkFinite("othersPnlUsd", position.othersPnlUsd ?? 0);
  checkNonNegative("othersMaintenanceUsd", position.othersMaintenanceUsd ?? 0);
  return position;
}
