import { daysPerYear } from "../base/time.ts";
import { power } from "../math/elementary/power.ts";

/** A move of implied volatility, as stresses and margin models state it. */
export interface VolatilityShift {
  /** Share of the volatility that is added: 0.5 makes 60 % into 90 %. */
  readonly relative?: number;
  /** Added after that, a decimal fraction: 0.1 is ten points. */
  readonly absolute?: number;
  /** The least that the volatility becomes, where it is moved at all: Deribit's shock upwards. */
  readonly atLeast?: number;
  /** How the relative part depends on the time to expiry; the same for all where there is none. */
  readonly term?: TermPower;
}

/** A relative move stated for one time to expiry, scaled by (days / days to expiry)^power. */
export interface TermPower {
  /** Days to expiry at which the move is as stated, > 0: 30 on Deribit. */
  readonly days: number;
  /** Power for earlier expiries. */
  readonly shortPower: number;
  /** Power for later expiries. */
  readonly longPower: number;
}

/** Time below which a relative move grows no more: an hour. */
const leastDays = 1 / 24;

/**
 * A volatility after a shift: volatility × (1 + relative × term) + absolute, at least `atLeast`, else 0. Expiries
 * closer than an hour take the move of an hour.
 */
export function shiftedVolatility(
  volatility: number,
  { relative = 0, absolute = 0, atLeast = 0, term }: VolatilityShift,
  years: number,
): number {
  return Math.max(atLeast, volatility * (1 + relative * termFactor(term, years)) + absolute);
}

/** By what the relative part of a shift is multiplied for a time to expiry. */
export function termFactor(term: TermPower | undefined, years: number): number {
  if (term === undefined) return 1;
  const ratio = term.days / Math.max(years * daysPerYear, leastDays);
  return power(ratio, ratio > 1 ? term.shortPower : term.longPower);
}
