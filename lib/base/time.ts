import { describe } from "./check.ts";
/** Crypto trades every day: the year has 365 days, in annualisation and in accrual alike. */
export const daysPerYear = 365;

const millisecondsPerDay = 86_400_000;
const isoDatePattern = /^\d{4}-\d{2}-\d{2}$/;

/** True for a calendar date `YYYY-MM-DD` that exists. */
export function isIsoDate(text: string): boolean {
  return typeof text === "string" && isoDatePattern.test(text) && toIso(Date.parse(text)) === text;
}

/** Days since 1970-01-01 of an ISO date; throws a RangeError when there is no such date. */
export function dayNumber(isoDate: string): number {
  if (!isIsoDate(isoDate)) {
    throw new RangeError(`date must be YYYY-MM-DD and exist: ${describe(isoDate)}`);
  }
  return Date.parse(isoDate) / millisecondsPerDay;
}

/** The ISO date of a day number, the inverse of {@link dayNumber}. */
export function isoDate(day: number): string {
  return toIso(day * millisecondsPerDay);
}

/** The ISO date `days` after (before, when negative) `date`. */
export function addDays(date: string, days: number): string {
  return isoDate(dayNumber(date) + days);
}

function toIso(milliseconds: number): string {
  return Number.isNaN(milliseconds) ? "" : new Date(milliseconds).toISOString().slice(0, 10);
}
