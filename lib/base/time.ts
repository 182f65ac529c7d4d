import { describe } from "./check.ts";
/** Crypto trades every day: the year has 365 days, in annualisation and in accrual alike. */
export const daysPerYear = 365;

const millisecondsPerDay = 86_400_000;
const isoDatePattern = /^\d{4}-\d{2}-\d{2}$/;
const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True for a calendar date `YYYY-MM-DD` that exists. */
export function isIsoDate(text: string): boolean {
  return !Number.isNaN(daysSinceEpoch(text));
}

/** Days since 1970-01-01 of an ISO date; throws a RangeError when there is no such date. */
export function dayNumber(isoDate: string): number {
  const day = daysSinceEpoch(isoDate);
  if (Number.isNaN(day)) {
    throw new RangeError(`date must be YYYY-MM-DD and exist: ${describe(isoDate)}`);
  }
  return day;
}

/** NaN where there is no such date. By whole numbers, since `Date` takes microseconds and dates are read all the time. */
function daysSinceEpoch(text: string): number {
  if (typeof text !== "string" || !isoDatePattern.test(text)) return Number.NaN;
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && !isLeap ? 28 : daysOfMonth[month - 1];
  if (last === undefined || day < 1 || day > last) return Number.NaN;
  // Years from March on, so that the leap day is their last.
  const [marchYear, marchMonth] = month > 2 ? [year, month - 3] : [year - 1, month + 9];
  const leapDays =
    Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return 365 * marchYear + leapDays + Math.floor((153 * marchMonth + 2) / 5) + day - 719_469;
}

function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i++) number = 10 * number + text.charCodeAt(i) - 48;
  return number;
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
