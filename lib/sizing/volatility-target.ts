import { checkNonNegative, checkPositive } from "../base/check.ts";

export interface VolatilityTarget {
  readonly equity: number;
  /** Wanted, per year: 0.15. */
  readonly targetAnnualVolatility: number;
  /** Of the asset, per period. */
  readonly periodVolatility: number;
  /** 365 for days of crypto. */
  readonly periodsPerYear: number;
  readonly maxLeverage: number;
}

/** A size by volatility, in the unit of equity. */
export interface TargetedSize {
  readonly leverage: number;
  readonly notional: number;
  /** True where `maxLeverage` holds it back. */
  readonly capped: boolean;
}

/**
 * The leverage at which a position has the volatility wanted: target / (volatility √periodsPerYear), at
 * most `maxLeverage`. An asset that does not move is capped, not infinite.
 *
 * @throws RangeError for equity, target, periods or cap that are not positive.
 * @example volatilityTargetSize({ equity: 1e6, targetAnnualVolatility: 0.15, periodVolatility: 0.03, periodsPerYear: 365, maxLeverage: 3 })
 */
export function volatilityTargetSize(options: VolatilityTarget): TargetedSize {
  const { equity, targetAnnualVolatility, periodVolatility, periodsPerYear, maxLeverage } = options;
  checkPositive("equity", equity);
  checkPositive("targetAnnualVolatility", targetAnnualVolatility);
  checkNonNegative("periodVolatility", periodVolatility);
  checkPositive("periodsPerYear", periodsPerYear);
  checkPositive("maxLeverage", maxLeverage);
  const wanted = targetAnnualVolatility / (periodVolatility * Math.sqrt(periodsPerYear));
  const leverage = Math.min(wanted, maxLeverage);
  return { leverage, notional: equity * leverage, capped: wanted > maxLeverage };
}
