import { checkFinite } from "../base/check.ts";
import { square } from "../math/elementary/power.ts";
import { findRoot } from "../math/find-root.ts";
import { naturalExp } from "../math/natural-exp.ts";
import { naturalLog } from "../math/natural-log.ts";
import { normalDensity, normalDistribution } from "../math/normal-distribution.ts";
import { normalQuantile } from "../math/normal-quantile.ts";
import {
  checkEuropeanOption,
  type EuropeanOption,
  impliedForward,
  type SpotMarketTerms,
} from "./european-option.ts";
import { blackScholesGreeks } from "./greeks.ts";

/**
 * What a delta counts: coins of spot or of the forward, and whether the premium is received in
 * coins and so already hedges part of it. Deribit states `forward`.
 */
export type DeltaConvention =
  | "spot"
  | "forward"
  | "premium-adjusted-spot"
  | "premium-adjusted-forward";

/** An option named by its delta instead of its strike. */
export interface DeltaQuote extends Omit<EuropeanOption, "strike"> {
  /** Signed: positive for a call, negative for a put; 0.25 is the 25-delta call. */
  readonly delta: number;
}

export type StrikeAtDeltaCode = "delta-out-of-reach";

/** A strike, or why there is none. */
export type StrikeAtDelta =
  | {
      readonly found: true;
      readonly strike: number;
      readonly code?: undefined;
      readonly message?: undefined;
    }
  | {
      readonly found: false;
      readonly strike?: undefined;
      readonly code: StrikeAtDeltaCode;
      readonly message: string;
    };

/**
 * Delta of an option in one of the four conventions of the currency market.
 *
 * Source: D. Reiswich, U. Wystup, FX volatility smile construction, Wilmott (2012).
 *
 * @throws RangeError like `blackScholes`.
 */
export function optionDelta(
  option: EuropeanOption,
  market: SpotMarketTerms,
  convention: DeltaConvention,
): number {
  const greeks = blackScholesGreeks(option, market);
  const delta = isAdjusted(convention) ? greeks.premiumAdjustedDelta : greeks.delta;
  return delta / unitOf(convention, market, option.years);
}

/**
 * The strike at which an option has a delta, at the volatility given: in closed form, for
 * premium-adjusted deltas by search. A premium-adjusted call has every delta at two strikes; the
 * higher one is meant.
 *
 * `delta-out-of-reach` where no strike has it: beyond what the yield or the premium leaves of a coin,
 * of the wrong sign, or without time or volatility.
 *
 * @throws RangeError for arguments that are not numbers or outside their range.
 */
export function strikeAtDelta(
  quote: DeltaQuote,
  market: SpotMarketTerms,
  convention: DeltaConvention,
): StrikeAtDelta {
  const { kind, delta, years } = quote;
  checkEuropeanOption({ kind, strike: 1, years });
  checkFinite("delta", delta);
  const forward = impliedForward(market, years);
  const deviation = market.volatility * Math.sqrt(years);
  const side = kind === "call" ? 1 : -1;
  const size =
    side * delta * unitOf(convention, market, years) * naturalExp(market.assetYield * years);
  const d2 = isAdjusted(convention)
    ? adjustedD2(size, { side, deviation })
    : side * normalQuantile(size) - deviation;
  const strike = forward * naturalExp(-d2 * deviation - square(deviation) / 2);
  if (size > 0 && deviation > 0 && strike > 0 && strike < Infinity) return { found: true, strike };
  const message = `no strike has a ${convention} delta of ${delta} at volatility ${market.volatility}`;
  return { found: false, code: "delta-out-of-reach", message };
}

function isAdjusted(convention: DeltaConvention): boolean {
  return convention === "premium-adjusted-spot" || convention === "premium-adjusted-forward";
}

/** Spot deltas per delta of this convention: 1, or what a forward delivered later is worth now. */
function unitOf(convention: DeltaConvention, market: SpotMarketTerms, years: number): number {
  const onSpot = convention === "spot" || convention === "premium-adjusted-spot";
  return onSpot ? 1 : naturalExp(-market.assetYield * years);
}

interface Spread {
  readonly side: 1 | -1;
  readonly deviation: number;
}

/** d2 at which strike / forward × Φ(±d2) has a size; NaN where none has. */
function adjustedD2(size: number, { side, deviation }: Spread): number {
  if (!(size > 0 && deviation > 0)) return Number.NaN;
  const excess = (d2: number): number =>
    -d2 * deviation -
    square(deviation) / 2 +
    naturalLog(normalDistribution(side * d2)) -
    naturalLog(size);
  const bracket =
    side === 1
      ? { from: -37, to: largestAdjusted(deviation) }
      : { from: -1000 / deviation, to: 37 };
  return excess(bracket.from) * excess(bracket.to) <= 0 ? findRoot(excess, bracket) : Number.NaN;
}

/** d2 of the largest premium-adjusted delta of a call, where deviation × Φ(d2) = φ(d2). */
function largestAdjusted(deviation: number): number {
  const slope = (d2: number): number => deviation * normalDistribution(d2) - normalDensity(d2);
  return findRoot(slope, { from: -37, to: 37 });
}
