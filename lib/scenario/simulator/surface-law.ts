import {
  checkFinite,
  checkList,
  checkNonNegative,
  checkObject,
  checkPositive,
  describe,
} from "../../base/check.ts";
import { daysPerYear } from "../../base/time.ts";
import type { SviParameters } from "../../instruments/svi.ts";
import type { VolatilitySurface } from "../../instruments/volatility-surface.ts";
import { expm1 } from "../../math/elementary/expm1.ts";
import { square } from "../../math/elementary/power.ts";

/** How the implied volatility of one asset moves and what its surface looks like. */
export interface SurfaceLaw {
  /** Volatility of the shortest options at the start, annual, > 0. */
  readonly startVolatility: number;
  /** What it returns to, and that of the longest options; > 0. */
  readonly longRunVolatility: number;
  /** Of the logarithm of the level, a year, > 0; a half-life of ln 2 / this. */
  readonly meanReversion: number;
  /** Deviation of the level's logarithm, per square root of a year, >= 0. */
  readonly volatilityOfVolatility: number;
  /** Of the shocks of level and price, in [-1, 1]; negative: volatility rises when the price falls. */
  readonly priceCorrelation: number;
  /** The level's logarithm moves by minus this times a log jump of the price, >= 0. */
  readonly jumpResponse: number;
  /** Days to expiry of the slices, rising. */
  readonly tenorsDays: readonly number[];
  /** Tilt of the smile, in (-1, 1): negative where puts are dear. */
  readonly skew: number;
  /** Steepness of the wings, > 0; × (1 + |skew|) at most 2. */
  readonly wings: number;
}

/** Throws a RangeError unless every figure of a surface law is what it must be. @internal */
export function checkSurfaceLaw(asset: string, law: SurfaceLaw): void {
  checkObject(`surface of ${asset}`, law);
  const name = (field: keyof SurfaceLaw): string => `${field} of ${asset}`;
  for (const field of ["startVolatility", "longRunVolatility", "meanReversion", "wings"] as const) {
    checkPositive(name(field), law[field]);
  }
  checkNonNegative(name("volatilityOfVolatility"), law.volatilityOfVolatility);
  checkNonNegative(name("jumpResponse"), law.jumpResponse);
  checkFinite(name("priceCorrelation"), law.priceCorrelation);
  checkFinite(name("skew"), law.skew);
  const { priceCorrelation, skew, wings } = law;
  if (Math.abs(priceCorrelation) > 1) {
    throw new RangeError(`${name("priceCorrelation")} must be in [-1, 1]: ${priceCorrelation}`);
  }
  if (Math.abs(skew) >= 1) throw new RangeError(`${name("skew")} must be in (-1, 1): ${skew}`);
  if (wings * (1 + Math.abs(skew)) > 2) {
    throw new RangeError(`${name("wings")} × (1 + |skew|) must be at most 2: ${wings}`);
  }
  checkTenors(name("tenorsDays"), law.tenorsDays);
}

function checkTenors(name: string, tenors: readonly number[]): void {
  checkList(name, tenors);
  if (tenors.length === 0) throw new RangeError(`${name} must have at least one: none`);
  tenors.forEach((days, i) => {
    checkPositive(`${name}[${i}]`, days);
    if (i > 0 && days <= tenors[i - 1]!)
      throw new RangeError(`${name} must rise: ${describe(days)}`);
  });
}

/**
 * The surface at a level of short volatility. Total variance at the money is that of a variance which
 * returns from level² to its long run: long-run² T + (level² - long-run²) (1 - exp(-reversion T)) / reversion.
 * Around it the smile is SSVI, w(k) = w/2 (1 + ρ φ k + √((φ k + ρ)² + 1 - ρ²)) with φ = η / √(w (1 + w)),
 * free of butterflies and calendars at any level while η (1 + |ρ|) <= 2.
 *
 * Source: J. Gatheral, A. Jacquier, Arbitrage-free SVI volatility surfaces, Quantitative Finance 14
 * (2014), section 4 (the power law with γ = 1/2).
 *
 * @internal
 */
export function surfaceAt(
  law: SurfaceLaw,
  { level, forward }: { readonly level: number; readonly forward: number },
): VolatilitySurface {
  const { longRunVolatility, meanReversion } = law;
  const slices = law.tenorsDays.map((days) => {
    const years = days / daysPerYear;
    const excess = (square(level) - square(longRunVolatility)) * -expm1(-meanReversion * years);
    const variance = square(longRunVolatility) * years + excess / meanReversion;
    return { years, forward, svi: smile(law, variance) };
  });
  return { slices };
}

/** SSVI at a total variance, as raw SVI. */
function smile({ skew, wings }: SurfaceLaw, variance: number): SviParameters {
  const curvature = wings / Math.sqrt(variance * (1 + variance));
  return {
    a: (variance / 2) * (1 - square(skew)),
    b: (variance * curvature) / 2,
    rho: skew,
    m: -skew / curvature,
    sigma: Math.sqrt(1 - square(skew)) / curvature,
  };
}
