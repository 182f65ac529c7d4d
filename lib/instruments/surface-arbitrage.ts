import { sviAt, sviDensityFactor } from "./svi.ts";
import type { SmileSlice, VolatilitySurface } from "./volatility-surface.ts";

/** A place where a surface offers money for nothing. */
export interface SurfaceArbitrage {
  /** `butterfly`: a negative density; `calendar`: variance that falls in time; `wing`: too steep. */
  readonly kind: "butterfly" | "calendar" | "wing";
  /** Of the slice, the later one for a calendar. */
  readonly years: number;
  /** Moneyness where it is worst; an Infinity for a wing. */
  readonly moneyness: number;
  /** How far beyond the bound: of g(k), total variance, or slope. */
  readonly size: number;
}

/** How far out to look, in at-the-money deviations of the slice and at least so much moneyness. */
const deviations = 8;
const leastReach = 1;
const points = 400;
/** Lee's bound on the slope of total variance. */
const steepest = 2;
const rounding = 1e-12;

/**
 * What in a surface no set of prices without arbitrage could show, the worst place of each kind per
 * slice: a density below 0 (Gatheral's g), total variance that falls from one expiry to the next at
 * equal moneyness, wings steeper than 2 (Lee 2004). Empty for a surface without any, on a grid
 * out to eight deviations.
 *
 * Source: J. Gatheral, A. Jacquier, Arbitrage-free SVI volatility surfaces, Quantitative Finance 14
 * (2014).
 */
export function surfaceArbitrage({ slices }: VolatilitySurface): SurfaceArbitrage[] {
  return slices.flatMap((slice, i) => [
    ...worst(slice, "butterfly", (k) => -sviDensityFactor(slice.svi, k)),
    ...steepWings(slice),
    ...(i === 0 ? [] : worst(slice, "calendar", fallFrom(slices[i - 1]!, slice))),
  ]);
}

function fallFrom(before: SmileSlice, after: SmileSlice): (k: number) => number {
  return (k) => sviAt(before.svi, k).variance - sviAt(after.svi, k).variance;
}

function worst(
  slice: SmileSlice,
  kind: SurfaceArbitrage["kind"],
  excess: (k: number) => number,
): SurfaceArbitrage[] {
  const reach = Math.max(leastReach, deviations * Math.sqrt(sviAt(slice.svi, 0).variance));
  let [moneyness, size] = [0, rounding];
  for (let i = 0; i <= points; i++) {
    const k = reach * ((2 * i) / points - 1);
    const here = excess(k);
    if (!(here <= size)) [moneyness, size] = [k, here];
  }
  return size === rounding ? [] : [{ kind, years: slice.years, moneyness, size }];
}

function steepWings({ svi, years }: SmileSlice): SurfaceArbitrage[] {
  return ([1, -1] as const).flatMap((side) => {
    const size = svi.b * (1 + side * svi.rho) - steepest;
    return size > rounding
      ? [{ kind: "wing" as const, years, moneyness: side * Infinity, size }]
      : [];
  });
}
