import { checkNonNegative } from "../base/check.ts";
import { type Moment, yearsToExpiry } from "../instruments/time-to-expiry.ts";
import { momentOf } from "../portfolio/contract-market.ts";
import type { Market } from "../portfolio/market.ts";
import { momentLater } from "./margin/pass-time.ts";

/** The time that is left to an expiry. */
export interface ExpiryTime {
  readonly moment: Moment;
  readonly years: number;
  readonly root: number;
}

/** What tells the time to each expiry: another list only when the moment is another one. */
export function expiryClock(
  expiries: readonly string[],
): (market: Market, hoursLater: number) => readonly ExpiryTime[] {
  let [date, hourUtc, later] = ["", Number.NaN, Number.NaN];
  let times: ExpiryTime[] = [];
  return (market, hours) => {
    const now = momentOf(market);
    if (now.date === date && now.hourUtc === hourUtc && hours === later) return times;
    times = expiries.map((expiry) => {
      const moment = momentLater(market, { expiry, hours });
      const years = yearsToExpiry(expiry, moment);
      checkNonNegative("years", years);
      return { moment, years, root: Math.sqrt(years) };
    });
    [date, hourUtc, later] = [now.date, now.hourUtc, hours];
    return times;
  };
}
