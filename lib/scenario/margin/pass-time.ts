import { dayNumber } from "../../base/time.ts";
import type { Position } from "../../portfolio/book.ts";
import type { Market } from "../../portfolio/market.ts";

/** Hour at which a market without one stands: the close of its day. */
const closeHour = 24;
/** Hour of its date at which a contract expires. */
const expiryHour = 8;

/**
 * The market some hours later with every price where it is, for one position: where its contract
 * expires before, at its expiry.
 */
export function afterHours(position: Position, market: Market, hours: number): Market {
  if (hours === 0) return market;
  const { hourUtc = closeHour, asOf } = market;
  const { instrument } = position;
  const isDated = instrument.type === "future" || instrument.type === "option";
  const last = isDated
    ? (dayNumber(instrument.expiry) - dayNumber(asOf)) * 24 + expiryHour
    : Infinity;
  return { ...market, hourUtc: Math.min(hourUtc + hours, Math.max(hourUtc, last)) };
}
