import type { Position } from "../book.ts";
import { referencePrice } from "../contract-market.ts";
import type { Market } from "../market.ts";
import { positionNotionalUsd } from "../position-value.ts";
import { inverseBankruptcyPrice, inverseLiquidationPrice } from "./inverse-liquidation.ts";
import { linearBankruptcyPrice, linearLiquidationPrice } from "./linear-liquidation.ts";
import { type MarginSchedule, tiersFor } from "./margin-schedule.ts";
import { tierOf } from "./margin-tiers.ts";

/** Where a position would be liquidated if its own margin were all that stood behind it. */
export interface PositionLiquidation {
  readonly position: string;
  readonly markPrice: number;
  /** Leverage behind the margin: the position's own, else the most its tier allows. */
  readonly leverage: number;
  /** Margin set aside at entry: USD, or coins of an inverse contract. */
  readonly margin: number;
  readonly marginUnit: string;
  /** Undefined where no positive price liquidates it. */
  readonly liquidationPrice: number | undefined;
  readonly bankruptcyPrice: number | undefined;
  /**
   * |liquidation price / mark - 1|, a fraction of the price; 0 when the mark is already past it,
   * Infinity when no price liquidates it.
   */
  readonly distance: number;
}

/**
 * Liquidation and bankruptcy price of a perpetual or future with isolated margin: the notional at entry
 * over its leverage. Inverse contracts are margined in coins, by the tier of their notional at the mark.
 * Undefined for spot and options, which are not liquidated one by one.
 *
 * @throws RangeError when the market has no price or the schedule no tiers for it.
 * @example positionLiquidation(position, market, schedule)?.distance
 */
export function positionLiquidation(
  position: Position,
  market: Market,
  schedule: MarginSchedule,
): PositionLiquidation | undefined {
  const { instrument, quantity, entryPrice, id } = position;
  if (instrument.type === "spot" || instrument.type === "option") return undefined;
  const tiers = tiersFor(schedule, instrument.underlying);
  const markPrice = referencePrice(market, instrument);
  const tier = tierOf(tiers, Math.abs(positionNotionalUsd(position, market)));
  const leverage = Math.min(position.leverage ?? tier.maxLeverage, tier.maxLeverage);
  const size = quantity * instrument.contractSize;
  const head = { position: id, markPrice, leverage };
  const ends = (liquidationPrice: number | undefined, bankruptcyPrice: number | undefined) => ({
    liquidationPrice,
    bankruptcyPrice,
    distance: distanceTo(liquidationPrice, { markPrice, quantity }),
  });
  if (instrument.settlement === "linear") {
    const margin = (Math.abs(size) * entryPrice) / leverage;
    const held = { coins: size, entryPrice, collateralUsd: margin };
    const prices = ends(linearLiquidationPrice(held, tiers), linearBankruptcyPrice(held));
    return { ...head, margin, marginUnit: "USD", ...prices };
  }
  const margin = Math.abs(size) / entryPrice / leverage;
  const held = { contractsUsd: size, entryPrice, collateralCoins: margin };
  const { maintenanceRate, maintenanceAmountUsd } = tier;
  const maintenance = { maintenanceRate, maintenanceAmountUsd, of: "mark" } as const;
  const prices = ends(inverseLiquidationPrice(held, maintenance), inverseBankruptcyPrice(held));
  return { ...head, margin, marginUnit: instrument.underlying, ...prices };
}

function distanceTo(
  liquidationPrice: number | undefined,
  { markPrice, quantity }: { readonly markPrice: number; readonly quantity: number },
): number {
  if (liquidationPrice === undefined) return Infinity;
  const move = liquidationPrice / markPrice - 1;
  return Math.max(0, quantity > 0 ? -move : move);
}
