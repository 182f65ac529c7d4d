import { naturalExp } from "../math/natural-exp.ts";
import { normalDistribution } from "../math/normal-distribution.ts";
import {
  checkEuropeanOption,
  checkForwardMarketTerms,
  type EuropeanOption,
  type ForwardMarketTerms,
} from "./european-option.ts";
import { logMoneyness } from "./undiscounted-black.ts";

/**
 * Price of a digital option that pays 1 USD when the price at expiry is above the strike (call) or
 * below it (put): exp(-rate × years) Φ(±d2). At zero time or volatility: the discounted dollar, or
 * nothing; half of it at a forward equal to the strike, which is the limit from either side of time.
 *
 * Source: E. Haug, The complete guide to option pricing formulas, 2nd edition (2007), 4.19.2.
 *
 * @throws RangeError like `black76`.
 */
export function cashOrNothing(option: EuropeanOption, market: ForwardMarketTerms): number {
  const { discount, side, d2 } = digitalTerms(option, market);
  return discount * normalDistribution(side * d2);
}

/**
 * Price of a digital option that pays the coin when its price at expiry is above the strike (call)
 * or below it (put), in USD: exp(-rate × years) F Φ(±d1). Limits are those of {@link cashOrNothing};
 * asset-or-nothing less strike × cash-or-nothing is the European option.
 *
 * Source: E. Haug, The complete guide to option pricing formulas, 2nd edition (2007), 4.19.3.
 *
 * @throws RangeError like `black76`.
 */
export function assetOrNothing(option: EuropeanOption, market: ForwardMarketTerms): number {
  const { discount, side, d2, deviation } = digitalTerms(option, market);
  const d1 = Math.abs(d2) === Infinity ? d2 : d2 + deviation;
  return discount * market.forward * normalDistribution(side * d1);
}

interface DigitalTerms {
  readonly discount: number;
  readonly side: 1 | -1;
  readonly d2: number;
  readonly deviation: number;
}

function digitalTerms(option: EuropeanOption, market: ForwardMarketTerms): DigitalTerms {
  checkEuropeanOption(option);
  checkForwardMarketTerms(market);
  const { kind, strike, years } = option;
  const { forward, rate, volatility } = market;
  const deviation = volatility * Math.sqrt(years);
  const distance = logMoneyness({ forward, strike });
  const d2 = distance === 0 && deviation === 0 ? 0 : distance / deviation - deviation / 2;
  return { discount: naturalExp(-rate * years), side: kind === "call" ? 1 : -1, d2, deviation };
}
