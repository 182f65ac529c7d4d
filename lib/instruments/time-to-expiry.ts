import { dayNumber, daysPerYear } from "../base/time.ts";

/** Hour of the day, UTC, at which dated contracts settle. */
const settlementHour = 8;

/** A moment by its UTC date and the hours since that date began. */
export interface Moment {
  /** ISO date. */
  readonly date: string;
  /** Hours after 00:00 UTC of the date, fractions allowed; 24 is the close of the day. */
  readonly hourUtc: number;
}

/**
 * Time from a moment to the expiry of a dated contract, 08:00 UTC of its date, in years of 365 days:
 * Deribit's clock. Negative once it has expired.
 *
 * @throws RangeError when a date does not exist.
 * @example yearsToExpiry("2024-09-27", { date: "2023-11-10", hourUtc: 24 })
 */
export function yearsToExpiry(expiry: string, { date, hourUtc }: Moment): number {
  return (dayNumber(expiry) - dayNumber(date) + (settlementHour - hourUtc) / 24) / daysPerYear;
}
