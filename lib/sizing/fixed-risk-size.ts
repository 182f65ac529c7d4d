import { checkFraction, checkNonNegative, checkPositive } from "../base/check.ts";

/** A trade with a stop. */
export interface FixedRiskOptions {
  readonly entryPrice: number;
  /** Below the entry for a long, above it for a short; never equal. */
  readonly stopPrice: number;
  readonly equity: number;
  /** Share of equity that the stop may cost: 0.02. */
  readonly riskFraction: number;
  /** Fee per notional of each side, 0 when not given. */
  readonly feeRate?: number;
  /** Quantity is rounded down to a multiple of this. */
  readonly lotSize?: number;
  readonly maxQuantity?: number;
}

/**
 * The quantity whose stop costs a fraction of equity: equity × fraction / (|entry - stop| + fees of both
 * sides per unit), rounded down to whole lots, at most `maxQuantity`. Unsigned. A gap through the stop costs
 * more: the stop is a price, not a promise.
 *
 * @throws RangeError for prices, equity or lots that are not positive, and a stop at the entry.
 * @example fixedRiskSize({ entryPrice: 40_000, stopPrice: 38_000, equity: 1e6, riskFraction: 0.02 }) // 10
 */
export function fixedRiskSize(options: FixedRiskOptions): number {
  const {
    entryPrice,
    stopPrice,
    equity,
    riskFraction,
    feeRate = 0,
    lotSize,
    maxQuantity,
  } = options;
  checkPositive("entryPrice", entryPrice);
  checkPositive("stopPrice", stopPrice);
  checkPositive("equity", equity);
  checkFraction("riskFraction", riskFraction);
  checkNonNegative("feeRate", feeRate);
  if (stopPrice === entryPrice) {
    throw new RangeError(`stopPrice must differ from entryPrice ${entryPrice}: ${stopPrice}`);
  }
  const lossPerUnit = Math.abs(entryPrice - stopPrice) + feeRate * (entryPrice + stopPrice);
  const wanted = Math.min((equity * riskFraction) / lossPerUnit, maxQuantity ?? Infinity);
  if (lotSize === undefined) return wanted;
  checkPositive("lotSize", lotSize);
  return wholeLots(wanted, lotSize);
}

/** Rounding that a quotient of doubles may be short of a whole number by. */
const roundingSlack = 1e-9;

function wholeLots(quantity: number, lotSize: number): number {
  const lots = quantity / lotSize;
  const near = Math.round(lots);
  const whole =
    Math.abs(lots - near) <= roundingSlack * Math.max(1, near) ? near : Math.floor(lots);
  return whole * lotSize;
}
