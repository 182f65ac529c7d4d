import { dayNumber } from "../../base/time.ts";
import type { Moment } from "../../instruments/time-to-expiry.ts";
import type { Position } from "../../portfolio/book.ts";
import { momentOf } from "../../portfolio/contract-market.ts";
import type { Market } from "../../portfolio/market.ts";

/** Hour of its date at which a contract expires. */
const expiryHour = 8;

/**
 * The moment some hours after that of a market; for a contract that expires before then, its expiry. One that had
 * expired already has.
 */
export function momentLater(
  market: Market,
  { expiry, hours }: { readonly expiry: string | undefined; readonly hours: number },
): Moment {
  const { date, hourUtc } = momentOf(market);
  if (hours === 0) return { date, hourUtc };
  const last =
    expiry === undefined ? Infinity : (dayNumber(expiry) - dayNumber(date)) * 24 + expiryHour;
  return { date, hourUtc: Math.min(hourUtc + hours, Math.max(hourUtc, last)) };
}

/**
 * The market some hours later with every price where it is, for one position: where its contract
 * expires before, at its expiry.
 */
export function afterHours({ instrument }: Position, market: Market, hours: number): Market {
  if (hours === 0) return market;
  const isDated = instrument.type === "future" || instrument.type === "option";
  const expiry = isDated ? instrument.expiry : undefined;
  return { ...market, hourUtc: momentLater(market, { expiry, hours }).hourUtc };
}
