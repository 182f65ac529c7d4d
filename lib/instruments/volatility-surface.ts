import { checkPositive } from "../base/check.ts";
import { power } from "../math/elementary/power.ts";
import { naturalLog } from "../math/natural-log.ts";
import { type SviParameters, sviAt } from "./svi.ts";

/** The smile of one expiry. */
export interface SmileSlice {
  /** To expiry, > 0. */
  readonly years: number;
  /** Forward for the expiry that moneyness is measured from, USD per coin, > 0. */
  readonly forward: number;
  readonly svi: SviParameters;
}

/** Implied volatility of one asset by expiry and moneyness. */
export interface VolatilitySurface {
  /** At least one, by rising time to expiry. */
  readonly slices: readonly SmileSlice[];
}

/** Which option. */
export interface SurfacePoint {
  /** USD per coin, > 0. */
  readonly strike: number;
  /** To expiry, >= 0. */
  readonly years: number;
}

/**
 * Implied volatility of a surface. Between expiries total variance is interpolated along equal
 * moneyness, straight in time, and the forward straight in its logarithm; before the first and beyond
 * the last the volatility of that moneyness stays.
 *
 * @throws RangeError for a surface without slices, slices out of order or a total variance that is
 * not positive.
 * @example surfaceVolatility(surface, { strike: 45_000, years: 0.2 })
 */
export function surfaceVolatility(
  { slices }: VolatilitySurface,
  { strike, years }: SurfacePoint,
): number {
  checkSlices(slices);
  const next = slices.findIndex((slice) => slice.years >= years);
  if (next <= 0) {
    const only = next === 0 ? slices[0]! : slices.at(-1)!;
    const k = moneyness(strike, only.forward);
    return Math.sqrt(varianceOf(only, k) / only.years);
  }
  const [before, after] = [slices[next - 1]!, slices[next]!];
  const share = (years - before.years) / (after.years - before.years);
  const forward = power(before.forward, 1 - share) * power(after.forward, share);
  const k = moneyness(strike, forward);
  const variance = (1 - share) * varianceOf(before, k) + share * varianceOf(after, k);
  return Math.sqrt(variance / years);
}

/**
 * The surface after the forwards moved by a factor >= 0, when volatility sticks to moneyness (what traders
 * call sticky delta): the smile travels with the forward. A surface left as it is sticks to strikes.
 */
export function surfaceWithForward(surface: VolatilitySurface, factor: number): VolatilitySurface {
  const slices = surface.slices.map((slice) => ({ ...slice, forward: slice.forward * factor }));
  return { ...surface, slices };
}

/** ln(strike / forward); 0 for a coin worth nothing, whose options have no smile. */
function moneyness(strike: number, forward: number): number {
  return forward > 0 ? naturalLog(strike / forward) : 0;
}

function varianceOf({ svi, years }: SmileSlice, k: number): number {
  const { variance } = sviAt(svi, k);
  if (variance >= 0 && variance < Infinity) return variance;
  throw new RangeError(`variance at ${years} years, moneyness ${k} must be >= 0: ${variance}`);
}

function checkSlices(slices: readonly SmileSlice[]): void {
  if (slices.length === 0) throw new RangeError("slices must have at least one: none");
  for (const [i, { years }] of slices.entries()) {
    checkPositive(`slices[${i}].years`, years);
    const before = slices[i - 1]?.years ?? 0;
    if (years <= before) {
      throw new RangeError(`slices must be by rising years: ${years} after ${before}`);
    }
  }
}
