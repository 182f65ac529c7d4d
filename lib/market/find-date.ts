import { dayNumber } from "../base/time.ts";

/**
 * Position of `date` in contiguous ascending `dates`; throws a RangeError that names the span.
 *
 * @internal
 */
export function findDate(dates: readonly string[], date: string): number {
  const first = dates[0];
  if (first === undefined) throw new RangeError(`the history has no dates: ${date}`);
  const index = dayNumber(date) - dayNumber(first);
  if (index >= 0 && index < dates.length) return index;
  throw new RangeError(`date must be within ${first} to ${dates[dates.length - 1]}: ${date}`);
}
