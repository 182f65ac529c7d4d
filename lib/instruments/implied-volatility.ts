import { checkFinite, checkNonNegative } from "../base/check.ts";
import { impliedDeviation } from "../math/implied-deviation.ts";
import { naturalExp } from "../math/natural-exp.ts";
import { normalisedVega } from "../math/normalised-black.ts";
import { checkEuropeanOption, type EuropeanOption } from "./european-option.ts";
import { intrinsicAtForward, logMoneyness } from "./undiscounted-black.ts";

/** A price of an option on a forward. */
export interface OptionQuote {
  /** USD per coin; of a coin-settled option its price in coin × the forward. */
  readonly price: number;
  /** Forward for the option's expiry, USD per coin, >= 0. */
  readonly forward: number;
  /** Continuously compounded, per year; 0 on Deribit. */
  readonly rate: number;
}

export type ImpliedVolatilityCode =
  | "no-price"
  | "below-intrinsic"
  | "no-time-value"
  | "above-bound"
  | "expired";

/** A volatility, or why there is none. */
export type ImpliedVolatility =
  | {
      readonly found: true;
      /** Annual, > 0. */
      readonly volatility: number;
      /** How far off the last digit of the price may put it: half a unit there over vega. */
      readonly rounding: number;
      readonly code?: undefined;
      readonly message?: undefined;
    }
  | {
      readonly found: false;
      readonly volatility?: undefined;
      readonly code: ImpliedVolatilityCode;
      readonly message: string;
    };

/**
 * The volatility at which `black76` gives a price. Solved for the out-of-the-money option of the same
 * strike, so that it is as precise as the price: an option far in the money holds its volatility in
 * the last digits of its price, and `rounding` says what they leave open.
 *
 * A price that no volatility gives is an answer with a code, never an exception: `no-price` (NaN),
 * `below-intrinsic` (less than the discounted payoff at the forward), `no-time-value` (that payoff, to
 * the rounding of the price, which smaller volatilities give as well), `above-bound` (the discounted forward
 * of a call, strike of a put, or more), `expired` (no time in which to vary).
 *
 * @throws RangeError for a strike, time, forward or rate that is no such thing.
 * @example impliedVolatility({ kind: "call", strike: 40_000, years: 0.8825 }, { price: 8495.67, forward: 39_165.86, rate: 0 })
 */
export function impliedVolatility(option: EuropeanOption, quote: OptionQuote): ImpliedVolatility {
  checkEuropeanOption(option);
  checkNonNegative("forward", quote.forward);
  checkFinite("rate", quote.rate);
  const { kind, strike, years } = option;
  const { price, forward, rate } = quote;
  if (typeof price !== "number" || Number.isNaN(price))
    return none("no-price", `price is ${price}`);
  const paid = price * naturalExp(rate * years);
  const digits = Number.isFinite(paid) ? (Number.EPSILON / 2) * Math.abs(paid) : 0;
  const bound = kind === "call" ? forward : strike;
  const intrinsic = intrinsicAtForward({ kind, strike, forward, deviation: 0 });
  const timeValue = paid - intrinsic;
  const open = intrinsic === 0 ? 0 : 4 * digits;
  if (timeValue < -open) return none("below-intrinsic", `${paid} is below ${intrinsic}`);
  if (years === 0) return none("expired", "no time is left in which the price could vary");
  if (timeValue <= open) return none("no-time-value", `${paid} is the payoff at the forward`);
  if (paid >= bound - 4 * digits) return none("above-bound", `${paid} is not below ${bound}`);
  const scale = Math.sqrt(forward) * Math.sqrt(strike);
  const x = -Math.abs(logMoneyness({ forward, strike }));
  const deviation = impliedDeviation(x, timeValue / scale);
  if (!(deviation > 0)) return none("no-time-value", `${paid} is too small for any deviation`);
  const root = Math.sqrt(years);
  const slope = scale * normalisedVega(x, deviation) * root;
  return { found: true, volatility: deviation / root, rounding: digits / slope };
}

function none(code: ImpliedVolatilityCode, message: string): ImpliedVolatility {
  return { found: false, code, message: `no volatility gives this price: ${message}` };
}
