import { hypot } from "../math/elementary/hypot.ts";
import { cube } from "../math/elementary/power.ts";

/** A smile of one expiry: total variance as Gatheral's raw SVI function of moneyness. */
export interface SviParameters {
  /** Level. */
  readonly a: number;
  /** Slope of the wings together, >= 0. */
  readonly b: number;
  /** Tilt, in (-1, 1). */
  readonly rho: number;
  /** Moneyness at which the smile turns. */
  readonly m: number;
  /** How round the turn is, > 0. */
  readonly sigma: number;
}

/** Total variance and its first two derivatives in moneyness. */
export interface SviPoint {
  readonly variance: number;
  readonly slope: number;
  readonly curvature: number;
}

/**
 * Total implied variance (volatility² × years) at moneyness k = ln(strike / forward):
 * a + b (ρ (k - m) + √((k - m)² + σ²)), with its derivatives.
 *
 * Source: J. Gatheral, A. Jacquier, Arbitrage-free SVI volatility surfaces, Quantitative Finance 14
 * (2014).
 */
export function sviAt({ a, b, rho, m, sigma }: SviParameters, k: number): SviPoint {
  const distance = k - m;
  const root = hypot(distance, sigma);
  return {
    variance: a + b * (rho * distance + root),
    slope: b * (rho + distance / root),
    curvature: (b * sigma * sigma) / cube(root),
  };
}

/**
 * Gatheral's g(k), the density of the price at expiry but for a positive factor: below 0 a butterfly
 * costs less than nothing.
 */
export function sviDensityFactor(svi: SviParameters, k: number): number {
  const { variance, slope, curvature } = sviAt(svi, k);
  const tilt = 1 - (k * slope) / (2 * variance);
  return tilt * tilt - (slope * slope * (1 / variance + 0.25)) / 4 + curvature / 2;
}
