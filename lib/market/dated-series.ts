import { checkList, checkObject, checkSameLength, describe } from "../base/check.ts";

/** One number per date: prices, returns, P&L, equity, or a measure over time. */
export interface DatedSeries {
  /** ISO dates, or UTC hours, strictly ascending. */
  readonly dates: readonly string[];
  /** As many as dates. */
  readonly values: Float64Array;
}

/**
 * Throws a RangeError unless a series has as many values as dates and its dates ascend strictly:
 * out of order or repeated, what came before a day would not be what is before it in the array.
 *
 * @internal
 */
export function checkDatedSeries(name: string, series: DatedSeries): void {
  checkObject(name, series);
  const { dates, values } = series;
  checkList(`dates of ${name}`, dates);
  checkSameLength([name, "dates"], values, dates);
  let wrong = 1;
  while (wrong < dates.length && dates[wrong]! > dates[wrong - 1]!) wrong++;
  if (wrong >= dates.length) return;
  throw new RangeError(
    `dates of ${name} must be strictly ascending: ${describe(dates[wrong])} after ` +
      describe(dates[wrong - 1]),
  );
}
