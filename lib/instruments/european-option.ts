import { checkFinite, checkNonNegative, checkOneOf, checkPositive } from "../base/check.ts";
import { naturalExp } from "../math/natural-exp.ts";

/** The right to buy, or the right to sell. */
export type OptionKind = "call" | "put";

/** A European option on one coin, as pricing formulas see it. */
export interface EuropeanOption {
  readonly kind: OptionKind;
  /** USD per coin, > 0. */
  readonly strike: number;
  /** Time to expiry in years of 365 days, >= 0; 0 is the moment of expiry. */
  readonly years: number;
}

/** What prices an option on a coin that is held and pays a yield. */
export interface SpotTerms {
  /** USD per coin, >= 0. */
  readonly spot: number;
  /** Continuously compounded interest rate of dollars, per year: 0.05 is 5 %. */
  readonly rate: number;
  /** Continuously compounded yield of the coin, per year; the cost of carry is rate - assetYield. */
  readonly assetYield: number;
}

/** The same with one volatility over the option's life. */
export interface SpotMarketTerms extends SpotTerms {
  /** Annual, a decimal fraction, >= 0. */
  readonly volatility: number;
}

/** What prices an option on a forward or dated future. */
export interface ForwardMarketTerms {
  /** Forward price for the option's expiry, USD per coin, >= 0. */
  readonly forward: number;
  /** Continuously compounded, per year, by which the payoff is discounted; 0 on Deribit. */
  readonly rate: number;
  /** Annual, a decimal fraction, >= 0. */
  readonly volatility: number;
}

/** Throws unless kind, strike and time of an option are what they must be. */
export function checkEuropeanOption({ kind, strike, years }: EuropeanOption): void {
  checkOneOf("kind", kind, ["call", "put"]);
  checkPositive("strike", strike);
  checkNonNegative("years", years);
}

/** Throws unless spot, rate and yield are what they must be. */
export function checkSpotTerms({ spot, rate, assetYield }: SpotTerms): void {
  checkNonNegative("spot", spot);
  checkFinite("rate", rate);
  checkFinite("assetYield", assetYield);
}

/** Throws unless forward, rate and volatility are what they must be. */
export function checkForwardMarketTerms({ forward, rate, volatility }: ForwardMarketTerms): void {
  checkNonNegative("forward", forward);
  checkFinite("rate", rate);
  checkNonNegative("volatility", volatility);
}

/** The forward that spot, rate and yield imply: spot × exp((rate - yield) × years). @internal */
export function impliedForward({ spot, rate, assetYield }: SpotTerms, years: number): number {
  return spot * naturalExp((rate - assetYield) * years);
}
