import { checkFinite } from "../base/check.ts";
import { type ForwardPoint, forwardOnCurve } from "../instruments/forward-curve.ts";
import {
  type Instrument,
  instrumentName,
  type OptionInstrument,
} from "../instruments/instrument.ts";
import { type Moment, yearsToExpiry } from "../instruments/time-to-expiry.ts";
import type { ContractMarket, OptionTerms } from "../instruments/valuation.ts";
import { volatilityAt } from "../instruments/volatility-at.ts";
import { naturalExp } from "../math/natural-exp.ts";
import { checkedPrice, lookUp, type Market, spotPrice } from "./market.ts";

/**
 * The part of a market that values one instrument: its spot, its own price and, for an option, time,
 * volatility at its strike and rate.
 *
 * @throws RangeError when the asset has no usable price, an option no volatility, or the instrument
 * expired before the market's moment: what it settled at is no market price any more.
 */
export function contractMarket(market: Market, instrument: Instrument): ContractMarket {
  const spot = spotPrice(market, instrument.underlying);
  if (instrument.type === "spot") return { spot, price: spot };
  const price = referencePrice(market, instrument);
  if (instrument.type !== "option") return { spot, price };
  return { spot, price, option: optionTerms(market, instrument) };
}

/**
 * The price that values an instrument: spot for spot, mark for a perpetual, the forward for the
 * expiry of a future or option; spot stands in for a mark or forward that the market does not have.
 *
 * @throws RangeError like {@link contractMarket}.
 */
export function referencePrice(market: Market, instrument: Instrument): number {
  const { underlying } = instrument;
  if (instrument.type === "spot") return spotPrice(market, underlying);
  if (instrument.type !== "perpetual") return forwardPrice(market, underlying, instrument.expiry);
  return markPrice(market, underlying);
}

/** The mark of an asset's perpetuals; spot where the market has none. */
export function markPrice(market: Market, asset: string): number {
  const mark = lookUp(market.mark, asset);
  if (mark === undefined) return spotPrice(market, asset);
  return checkedPrice(`mark price of ${asset}`, mark);
}

/**
 * Forward price of an asset for 08:00 UTC of an expiry date in USD, from the market's futures and carry;
 * spot where it has neither.
 *
 * @throws RangeError when there is no usable price, or the expiry lies before the market's moment.
 */
export function forwardPrice(market: Market, asset: string, expiry: string): number {
  const years = yearsLeft(market, `${asset} ${expiry}`, expiry);
  return forwardOf(forwardQuotes(market, asset), { years, moment: momentOf(market) });
}

/** All that the forwards of one asset follow from. */
export interface ForwardQuotes {
  readonly spot: number;
  /** One price for all expiries, or the points of a curve. */
  readonly stated: number | readonly ForwardPoint[];
  readonly carry: number;
}

/** The prices that the forwards of an asset follow from; throws a RangeError for one that is no price. */
export function forwardQuotes(market: Market, asset: string): ForwardQuotes {
  const spot = spotPrice(market, asset);
  const stated = lookUp(market.forward, asset) ?? spot;
  const carry = lookUp(market.carry, asset) ?? 0;
  checkFinite(`carry of ${asset}`, carry);
  if (typeof stated === "number") checkedPrice(`forward price of ${asset}`, stated);
  return { spot, stated, carry };
}

/** The forward price for a time to expiry, which the caller has found to be >= 0. */
export function forwardOf(
  { spot, stated, carry }: ForwardQuotes,
  { years, moment }: { readonly years: number; readonly moment: Moment },
): number {
  const base =
    typeof stated === "number" ? stated : forwardOnCurve(stated, { spot, years, moment });
  return carry === 0 ? base : base * naturalExp(carry * years);
}

function optionTerms(market: Market, instrument: OptionInstrument): OptionTerms {
  const { underlying, strike, expiry } = instrument;
  const volatility = lookUp(market.volatility, underlying);
  if (volatility === undefined) {
    throw new RangeError(
      `${instrumentName(instrument)} must have a volatility of ${underlying} ` +
        `in the market of ${market.asOf} to be valued: none`,
    );
  }
  const years = yearsLeft(market, instrumentName(instrument), expiry);
  const rate = market.rate ?? 0;
  return { years, volatility: volatilityAt(volatility, { strike, years }), rate };
}

function yearsLeft(market: Market, what: string, expiry: string): number {
  const moment = momentOf(market);
  const years = yearsToExpiry(expiry, moment);
  if (years >= 0) return years;
  throw new RangeError(
    `${what} must not have expired (08:00 UTC) before the market of ${moment.date}, ` +
      `${moment.hourUtc}:00 UTC`,
  );
}

/** When the prices of a market stand. */
export function momentOf({ asOf, hourUtc = 24 }: Market): Moment {
  return { date: asOf, hourUtc };
}
