import { checkPositive } from "../base/check.ts";
import { log1p } from "../math/elementary/log1p.ts";

/** A dated future next to spot. */
export interface FuturesQuote {
  /** USD per coin, > 0. */
  readonly future: number;
  /** USD per coin, > 0. */
  readonly spot: number;
  /** Years to expiry, > 0. */
  readonly years: number;
}

/** How much a future costs above spot; negative below. */
export interface FuturesBasis {
  readonly basisUsd: number;
  /** future / spot - 1. */
  readonly basis: number;
  /** basis / years, without compounding: what screens show. */
  readonly annualBasis: number;
  /** ln(future / spot) / years: what a market's `carry` is. */
  readonly carry: number;
}

/**
 * The basis of a dated future over spot, plain, annualised and as a continuous yearly carry.
 *
 * @throws RangeError for what is not positive: at expiry a basis has no yearly rate.
 * @example futuresBasis({ future: 41_000, spot: 40_000, years: 0.25 }).annualBasis // 0.1
 */
export function futuresBasis({ future, spot, years }: FuturesQuote): FuturesBasis {
  checkPositive("future", future);
  checkPositive("spot", spot);
  checkPositive("years", years);
  const basis = (future - spot) / spot;
  return {
    basisUsd: future - spot,
    basis,
    annualBasis: basis / years,
    carry: log1p(basis) / years,
  };
}
