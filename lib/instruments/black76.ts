import { naturalExp } from "../math/natural-exp.ts";
import {
  checkEuropeanOption,
  checkForwardMarketTerms,
  type EuropeanOption,
  type ForwardMarketTerms,
} from "./european-option.ts";
import { undiscountedBlack } from "./undiscounted-black.ts";

/**
 * Price of a European option on a forward or dated future in USD per coin, by Black's formula:
 * exp(-rate × years) (F Φ(d1) - K Φ(d2)) for a call, with d1,2 = ln(F / K) / s ± s / 2 and
 * s = volatility × √years.
 *
 * At zero time and at zero volatility it is the discounted payoff at the forward, at a forward of 0
 * that of a coin worth nothing. Far out-of-the-money prices keep their relative precision (1e-12).
 *
 * Source: F. Black, The pricing of commodity contracts, Journal of Financial Economics 3 (1976).
 *
 * @throws RangeError naming what is not a number, is negative, or a strike that is not positive.
 * @example black76({ kind: "call", strike: 40_000, years: 0.5 }, { forward: 39_000, rate: 0, volatility: 0.6 })
 */
export function black76(option: EuropeanOption, market: ForwardMarketTerms): number {
  checkEuropeanOption(option);
  checkForwardMarketTerms(market);
  const { kind, strike, years } = option;
  const { forward, rate, volatility } = market;
  const deviation = volatility * Math.sqrt(years);
  return naturalExp(-rate * years) * undiscountedBlack({ kind, strike, forward, deviation });
}
