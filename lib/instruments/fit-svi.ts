import { checkNonNegative, checkPositive } from "../base/check.ts";
import { hypot } from "../math/elementary/hypot.ts";
import { type Bounds, minimizeInBox, type ValueAndGradient } from "../math/minimize-in-box.ts";
import { naturalLog } from "../math/natural-log.ts";
import { surfaceArbitrage } from "./surface-arbitrage.ts";
import { type SviParameters, sviAt } from "./svi.ts";
import type { SmileSlice } from "./volatility-surface.ts";

/** The implied volatilities of one expiry. */
export interface SmileQuotes {
  /** To expiry, > 0. */
  readonly years: number;
  /** Forward for the expiry, USD per coin, > 0. */
  readonly forward: number;
  /** At least five strikes. */
  readonly quotes: readonly SmileQuote[];
}

/** One strike of a smile. */
export interface SmileQuote {
  /** USD per coin, > 0. */
  readonly strike: number;
  /** Annual, a decimal fraction, > 0. */
  readonly volatility: number;
  /** How much it counts, >= 0; 1 when not given. Vega or one over the spread are usual. */
  readonly weight?: number;
}

export type SviWarningCode = "not-converged" | "arbitrage";

/** Something to be careful about in a fitted smile. */
export interface SviWarning {
  readonly code: SviWarningCode;
  readonly message: string;
}

/** A fitted smile. */
export interface SviFit {
  readonly slice: SmileSlice;
  readonly method: "raw SVI, weighted least squares of volatility";
  readonly observations: number;
  /** Root of the weighted mean squared error, as a volatility. */
  readonly rootMeanSquareError: number;
  /** Largest absolute error of a volatility. */
  readonly largestError: number;
  readonly warnings: readonly SviWarning[];
}

/** Starts of tilt and turn; the best end is taken. */
const starts = [
  { rho: -0.4, m: 0 },
  { rho: 0.4, m: 0 },
  { rho: 0, m: -1 },
  { rho: 0, m: 1 },
] as const;
const fewest = 5;

/**
 * A raw SVI smile through quoted volatilities by weighted least squares, from four starts. Total
 * variance stays positive and the wings within Lee's bound (b <= 1); a butterfly or calendar arbitrage is
 * not forbidden but told, by `arbitrage`.
 *
 * @throws RangeError for fewer than five quotes, equal strikes, or quotes that are not positive.
 * @example fitSvi({ years: 0.25, forward: 40_000, quotes }).slice
 */
export function fitSvi({ years, forward, quotes }: SmileQuotes): SviFit {
  const targets = targetsOf({ years, forward, quotes });
  const ends = starts.map((start) => search(targets, start));
  const best = ends.reduce((a, b) => (b.value < a.value ? b : a));
  const slice = { years, forward, svi: sviOf(best.point, targets) };
  const errors = targets.rows.map(({ k, volatility, weight }) => {
    const error = Math.sqrt(sviAt(slice.svi, k).variance / years) - volatility;
    return { error: Math.abs(error), square: weight * error * error, weight };
  });
  const weights = errors.reduce((sum, { weight }) => sum + weight, 0);
  return {
    slice,
    method: "raw SVI, weighted least squares of volatility",
    observations: quotes.length,
    rootMeanSquareError: Math.sqrt(errors.reduce((sum, { square }) => sum + square, 0) / weights),
    largestError: Math.max(...errors.map(({ error }) => error)),
    warnings: [...searchWarnings(best.converged), ...arbitrageWarnings(slice)],
  };
}

interface Targets {
  readonly rows: readonly {
    readonly k: number;
    readonly volatility: number;
    readonly variance: number;
    readonly weight: number;
  }[];
  /** Spread of the moneyness and mean total variance: the units of the search. */
  readonly spread: number;
  readonly level: number;
}

function targetsOf({ years, forward, quotes }: SmileQuotes): Targets {
  checkPositive("years", years);
  checkPositive("forward", forward);
  if (quotes.length < fewest) {
    throw new RangeError(`quotes must have at least ${fewest} strikes: ${quotes.length}`);
  }
  const rows = quotes.map(({ strike, volatility, weight = 1 }, i) => {
    checkPositive(`quotes[${i}].strike`, strike);
    checkPositive(`quotes[${i}].volatility`, volatility);
    checkNonNegative(`quotes[${i}].weight`, weight);
    const variance = volatility * volatility * years;
    return { k: naturalLog(strike / forward), volatility, variance, weight };
  });
  if (new Set(quotes.map(({ strike }) => strike)).size < quotes.length) {
    throw new RangeError("quotes must have one volatility per strike: a strike repeats");
  }
  const counted = rows.filter(({ weight }) => weight > 0).length;
  if (counted < fewest) {
    throw new RangeError(`quotes must have at least ${fewest} positive weights: ${counted}`);
  }
  const ks = rows.map(({ k }) => k);
  const spread = (Math.max(...ks) - Math.min(...ks)) / 2;
  const level = rows.reduce((sum, { variance }) => sum + variance, 0) / rows.length;
  return { rows, spread, level };
}

/** Variables of the search: least variance, b, rho, m, sigma, in units of level and spread. */
function search(targets: Targets, { rho, m }: (typeof starts)[number]) {
  const slope = targets.level / targets.spread;
  const bounds: Bounds[] = [
    { lower: 1e-6 },
    { lower: 0, upper: 1 / slope },
    { lower: -0.999, upper: 0.999 },
    { lower: -4, upper: 4 },
    { lower: 1e-3, upper: 10 },
  ];
  const start = [0.7, Math.min(0.4, 0.9 / slope), rho, m, 0.5];
  return minimizeInBox((point) => misfit(point, targets), start, {
    bounds,
    gradientTolerance: 1e-9,
    maximumIterations: 1_000,
  });
}

/** Mean squared error of the variances over twice the volatility: to first order, of volatility. */
function misfit(point: readonly number[], targets: Targets): ValueAndGradient {
  const [least, b, rho, m, sigma] = point as [number, number, number, number, number];
  const tilt = Math.sqrt(1 - rho * rho);
  let value = 0;
  const gradient = [0, 0, 0, 0, 0];
  for (const { k, variance, weight } of targets.rows) {
    const target = variance / targets.level;
    const distance = k / targets.spread - m;
    const root = hypot(distance, sigma);
    const bend = rho * distance + root - sigma * tilt;
    const scale = weight / target;
    const error = least + b * bend - target;
    value += (scale * error * error) / 2;
    const by = [
      1,
      bend,
      b * (distance + (sigma * rho) / tilt),
      -b * (rho + distance / root),
      b * (sigma / root - tilt),
    ];
    by.forEach((slope, i) => {
      gradient[i]! += scale * error * slope;
    });
  }
  const weights = targets.rows.reduce((sum, { weight }) => sum + weight, 0);
  return { value: value / weights, gradient: gradient.map((slope) => slope / weights) };
}

function sviOf(point: readonly number[], { level, spread }: Targets): SviParameters {
  const [least, b, rho, m, sigma] = point as [number, number, number, number, number];
  const lowest = least - b * sigma * Math.sqrt(1 - rho * rho);
  return { a: lowest * level, b: (b * level) / spread, rho, m: m * spread, sigma: sigma * spread };
}

function searchWarnings(converged: boolean): SviWarning[] {
  if (converged) return [];
  return [{ code: "not-converged", message: "the search ended before the misfit was level" }];
}

function arbitrageWarnings(slice: SmileSlice): SviWarning[] {
  return surfaceArbitrage({ slices: [slice] }).map(({ kind, moneyness, size }) => ({
    code: "arbitrage",
    message: `${kind} at moneyness ${moneyness.toFixed(3)}: ${size.toPrecision(3)} beyond its bound`,
  }));
}
