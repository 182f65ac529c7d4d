import { checkFinite } from "../base/check.ts";
import { forwardOnCurve } from "../instruments/forward-curve.ts";
import {
  type Instrument,
  instrumentName,
  type OptionInstrument,
} from "../instruments/instrument.ts";
import { yearsToExpiry } from "../instruments/time-to-expiry.ts";
import type { ContractMarket, OptionTerms } from "../instruments/valuation.ts";
import { volatilityAt } from "../instruments/volatility-at.ts";
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
  const mark = lookUp(market.mark, underlying);
  if (mark === undefined) return spotPrice(market, underlying);
  return checkedPrice(`mark price of ${underlying}`, mark);
}

/**
 * Forward price of an asset for 08:00 UTC of an expiry date in USD, from the market's futures and carry;
 * spot where it has neither.
 *
 * @throws RangeError when there is no usable price, or the expiry lies before the market's moment.
 */
export function forwardPrice(market: Market, asset: string, expiry: string): number {
  const spot = spotPrice(market, asset);
  const years = yearsLeft(market, `${asset} ${expiry}`, expiry);
  const stated = lookUp(market.forward, asset) ?? spot;
  const carry = lookUp(market.carry, asset) ?? 0;
  checkFinite(`carry of ${asset}`, carry);
  const base =
    typeof stated === "number"
      ? checkedPrice(`forward price of ${asset}`, stated)
      : forwardOnCurve(stated, { spot, years, moment: momentOf(market) });
  return base * Math.exp(carry * years);
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

function momentOf({ asOf, hourUtc = 24 }: Market): { date: string; hourUtc: number } {
  return { date: asOf, hourUtc };
}
