import { checkNonNegative } from "../base/check.ts";
import { shiftedVolatility, type VolatilityShift } from "./volatility-shift.ts";

/** A volatility that moved: the moves apply one after the other. */
export interface MovedVolatility {
  readonly base: number;
  readonly shifts: readonly VolatilityShift[];
}

/** Annual implied volatility of the options on one asset. */
export type Volatility = number | MovedVolatility;

/** Which option. */
export interface SurfacePoint {
  /** USD per coin. */
  readonly strike: number;
  /** To expiry. */
  readonly years: number;
}

/**
 * The volatility at which an option of a strike and time is valued.
 *
 * @throws RangeError when it is not zero or a positive number.
 */
export function volatilityAt(volatility: Volatility, point: SurfacePoint): number {
  const base = typeof volatility === "number" ? volatility : volatility.base;
  checkNonNegative("volatility", base);
  if (typeof volatility === "number") return base;
  return volatility.shifts.reduce(
    (moved, shift) => shiftedVolatility(moved, shift, point.years),
    base,
  );
}

/** The volatility after one more move. */
export function moveVolatility(volatility: Volatility, shift: VolatilityShift): MovedVolatility {
  if (typeof volatility === "number") return { base: volatility, shifts: [shift] };
  return { ...volatility, shifts: [...volatility.shifts, shift] };
}
