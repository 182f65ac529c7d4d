import { checkNonNegative } from "../base/check.ts";
import { black76 } from "./black76.ts";
import {
  checkEuropeanOption,
  checkSpotTerms,
  type EuropeanOption,
  impliedForward,
  type SpotMarketTerms,
} from "./european-option.ts";

/**
 * Price of a European option on a coin that pays a yield in USD per coin, by the formula of Black,
 * Scholes and Merton with cost of carry rate - assetYield: {@link black76} on the forward
 * spot × exp((rate - assetYield) × years). A yield equal to the rate prices on a future at its own
 * price; limits are those of `black76`.
 *
 * Source: R. Merton, Theory of rational option pricing, Bell Journal of Economics 4 (1973);
 * E. Haug, The complete guide to option pricing formulas, 2nd edition (2007), 1.1.6.
 *
 * @throws RangeError like {@link black76}.
 * @example blackScholes({ kind: "put", strike: 65, years: 0.25 }, { spot: 60, rate: 0.08, assetYield: 0, volatility: 0.3 })
 */
export function blackScholes(option: EuropeanOption, market: SpotMarketTerms): number {
  checkEuropeanOption(option);
  checkSpotTerms(market);
  checkNonNegative("volatility", market.volatility);
  const { rate, volatility } = market;
  return black76(option, { forward: impliedForward(market, option.years), rate, volatility });
}
