import { checkNonNegative } from "../base/check.ts";
import { shiftedVolatility, type VolatilityShift } from "./volatility-shift.ts";
import {
  type SurfacePoint,
  surfaceVolatility,
  surfaceWithForward,
  type VolatilitySurface,
} from "./volatility-surface.ts";

/** A volatility that moved: the moves apply one after the other. */
export interface MovedVolatility {
  readonly base: number | VolatilitySurface;
  readonly shifts: readonly VolatilityShift[];
}

/** Annual implied volatility of the options on one asset: one for all, a surface, or one that moved. */
export type Volatility = number | VolatilitySurface | MovedVolatility;

/**
 * The volatility at which an option of a strike and time is valued.
 *
 * @throws RangeError when it is not zero or a positive number, and like `surfaceVolatility`.
 */
export function volatilityAt(volatility: Volatility, point: SurfacePoint): number {
  const { base, shifts } = movedOf(volatility);
  const found = typeof base === "number" ? base : surfaceVolatility(base, point);
  checkNonNegative("volatility", found);
  return shifts.reduce((moved, shift) => shiftedVolatility(moved, shift, point.years), found);
}

/** The volatility after one more move. */
export function moveVolatility(volatility: Volatility, shift: VolatilityShift): MovedVolatility {
  const { base, shifts } = movedOf(volatility);
  return { base, shifts: [...shifts, shift] };
}

/** The volatility after forwards moved by a factor, when it sticks to moneyness. */
export function volatilityWithForward(volatility: Volatility, factor: number): Volatility {
  if (typeof volatility === "number") return volatility;
  if (!("base" in volatility)) return surfaceWithForward(volatility, factor);
  const { base, shifts } = volatility;
  return { base: typeof base === "number" ? base : surfaceWithForward(base, factor), shifts };
}

/** A volatility as one that moved, if only by nothing. */
export function movedOf(volatility: Volatility): MovedVolatility {
  if (typeof volatility === "object" && "base" in volatility) return volatility;
  return { base: volatility, shifts: [] };
}
