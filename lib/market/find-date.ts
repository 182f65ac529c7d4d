import { dayNumber } from "../base/time.ts";

/**
 * Position of `date` in contiguous ascending `dates`; throws a RangeError that names the span, and
 * where the dates turn out not to be contiguous: a neighbour's row is never taken instead.
 *
 * @internal
 */
export function findDate(dates: readonly string[], date: string): number {
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) {
    throw new RangeError(`the history has no dates: ${date}`);
  }
  const index = dayNumber(date) - dayNumber(first);
  if (dates[index] === date) return index;
  if (index >= 0 && (index < dates.length || date <= last)) {
    throw new RangeError(
      `dates must be contiguous and ascending from ${first} to ${last}: ` +
        `day ${index + 1} is ${dates[index] ?? "none"}, not ${date}`,
    );
  }
  throw new RangeError(`date must be within ${first} to ${last}: ${date}`);
}
