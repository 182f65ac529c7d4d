import { checkCount } from "../base/check.ts";
import { dayNumber } from "../base/time.ts";
import { checkDatedSeries } from "./dated-series.ts";
import type { ReturnKind, ReturnSeries } from "./returns.ts";

/**
 * The returns over every `days` neighbouring days, dated by the last day: compounded when simple,
 * added when log. A window with a missing return or a missing date is NaN.
 *
 * Neighbouring results share days - 1 days, so they are far from independent: pass
 * `windows: "overlapping"` to `historicalVar`. Throws a RangeError for fewer returns than `days`.
 */
export function overlappingReturns<Kind extends ReturnKind>(
  series: ReturnSeries<Kind>,
  days: number,
): ReturnSeries<Kind> {
  checkDatedSeries("series", series);
  checkCount("days", days, 1);
  const { dates, values } = series;
  if (values.length < days) {
    throw new RangeError(`series must have at least ${days} returns: ${values.length}`);
  }
  const total = series.kind === "simple" ? compounded : added;
  const ends = dates.slice(days - 1);
  return {
    ...series,
    dates: ends,
    values: Float64Array.from(ends, (end, start) => {
      const unbroken = dayNumber(end) - dayNumber(dates[start]!) === days - 1;
      return unbroken ? total(values.slice(start, start + days)) : Number.NaN;
    }),
  };
}

/** (1 + r1)(1 + r2)... - 1, kept as a return throughout so that small ones lose no digits. */
function compounded(returns: Float64Array): number {
  return returns.reduce((total, value) => total + value + total * value, 0);
}

function added(returns: Float64Array): number {
  return returns.reduce((total, value) => total + value, 0);
}
