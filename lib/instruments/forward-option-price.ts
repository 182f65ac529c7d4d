import { blackParts } from "../math/black-parts.ts";
import { naturalExp } from "../math/natural-exp.ts";
import { logParts } from "../math/natural-log.ts";
import {
  checkEuropeanOption,
  checkForwardMarketTerms,
  type EuropeanOption,
  type ForwardMarketTerms,
} from "./european-option.ts";
import { intrinsicAtForward } from "./undiscounted-black.ts";

/**
 * `black76` as positions are valued by it: the same formula, limits and errors, the same bits on every machine and
 * in the kernel that values a whole book. Within a unit in the last place of the larger of forward and strike; out of
 * the money 12 digits of the price, up to 30 deviations, and 0 from 37.5 on.
 *
 * @throws RangeError like `black76`.
 */
export function forwardOptionPrice(option: EuropeanOption, market: ForwardMarketTerms): number {
  checkEuropeanOption(option);
  checkForwardMarketTerms(market);
  const { kind, strike, years } = option;
  const { forward, rate, volatility } = market;
  const [above, below] = [logParts(forward), logParts(strike)];
  const deviation = volatility * Math.sqrt(years);
  const moneyness = above.high - below.high + (above.low - below.low);
  const { timeValue } = blackParts(forward, strike, moneyness, deviation);
  const payoff = intrinsicAtForward({ kind, strike, forward, deviation });
  return naturalExp(-rate * years) * (timeValue + payoff);
}
