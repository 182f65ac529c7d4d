import { checkFinite, checkNonNegative, checkPositive } from "../base/check.ts";

/** Prices that a premium index is made from, USD per coin. */
export interface PremiumQuotes {
  /** Average price at which an order of the venue's impact size sells into the book, > 0. */
  readonly impactBid: number;
  /** Average price at which it buys. */
  readonly impactAsk: number;
  /** Index of spot prices, > 0. */
  readonly index: number;
}

/**
 * How far a perpetual trades above its index, a fraction of the index: what the impact bid lies above
 * it, less what it lies above the impact ask; 0 while the index is between the two.
 *
 * Source: the premium index of Binance, Bybit and BitMEX, as their funding pages define it.
 *
 * @throws RangeError for prices that are not positive.
 */
export function premiumIndex({ impactBid, impactAsk, index }: PremiumQuotes): number {
  checkPositive("impactBid", impactBid);
  checkPositive("impactAsk", impactAsk);
  checkPositive("index", index);
  return (Math.max(0, impactBid - index) - Math.max(0, index - impactAsk)) / index;
}

/** What a venue makes a funding rate from; all per funding interval. */
export interface FundingRateTerms {
  /** Average premium index over the interval, a fraction. */
  readonly premium: number;
  /** Interest of dollars less that of the coin: 0.0001 per eight hours at most venues. */
  readonly interest: number;
  /** How far interest may pull the rate from the premium, >= 0: 0.0005 at most venues. */
  readonly clamp: number;
  /** Largest absolute rate, >= 0; none when not given. */
  readonly cap?: number;
}

/**
 * Funding rate of a perpetual per interval: premium + clamp(interest - premium, ±clamp), within the
 * cap. It is the interest as long as the premium is within the clamp of it. Positive is paid by longs.
 *
 * @throws RangeError for a NaN, a negative clamp or cap.
 * @example fundingRate({ premium: 0.0002, interest: 0.0001, clamp: 0.0005 }) // 0.0001
 */
export function fundingRate({ premium, interest, clamp, cap }: FundingRateTerms): number {
  checkFinite("premium", premium);
  checkFinite("interest", interest);
  checkNonNegative("clamp", clamp);
  if (cap !== undefined) checkNonNegative("cap", cap);
  const pull = interest - premium;
  if (Math.abs(pull) <= clamp) return bounded(interest, cap);
  return bounded(premium + bounded(pull, clamp), cap);
}

/** What a mark price is made from. */
export interface MarkPriceTerms {
  /** USD per coin, > 0. */
  readonly index: number;
  /** Last funding rate, per interval. */
  readonly fundingRate: number;
  /** Share of the interval until the next payment, in [0, 1]. */
  readonly untilFunding: number;
  /** Average of mid price less index over the last minutes, USD. */
  readonly averageBasis: number;
  /** Last trade of the perpetual, USD per coin, > 0. */
  readonly last: number;
}

/**
 * Mark price of a perpetual: the median of index × (1 + rate × share of the interval left), index +
 * average basis, and the last trade, so that no single one of them can liquidate anyone.
 *
 * Source: mark price of USD-M perpetuals, Binance Futures support.
 *
 * @throws RangeError for prices that are not positive or a share outside [0, 1].
 */
export function markPrice(terms: MarkPriceTerms): number {
  const { index, fundingRate: rate, untilFunding, averageBasis, last } = terms;
  checkPositive("index", index);
  checkPositive("last", last);
  checkFinite("fundingRate", rate);
  checkFinite("averageBasis", averageBasis);
  if (!(untilFunding >= 0 && untilFunding <= 1)) {
    throw new RangeError(`untilFunding must be in [0, 1]: ${untilFunding}`);
  }
  const candidates = [index * (1 + rate * untilFunding), index + averageBasis, last];
  return candidates.sort((a, b) => a - b)[1]!;
}

function bounded(value: number, most = Infinity): number {
  return Math.min(Math.max(value, -most), most);
}
