import type { DatedSeries } from "./dated-series.ts";
import { checkDatedSeries } from "./dated-series.ts";

/** A series without NaN, and the dates on which it had none to give. */
export interface PresentValues<Series extends DatedSeries = DatedSeries> {
  readonly series: Series;
  readonly droppedDates: readonly string[];
}

/** The dates of a series that have a value; the others are dropped and named. */
export function dropMissing<Series extends DatedSeries>(series: Series): PresentValues<Series> {
  checkDatedSeries("series", series);
  const missing = series.values.map((value) => (Number.isNaN(value) ? 1 : 0));
  return {
    series: {
      ...series,
      dates: series.dates.filter((_, i) => missing[i] === 0),
      values: series.values.filter((_, i) => missing[i] === 0),
    },
    droppedDates: series.dates.filter((_, i) => missing[i] === 1),
  };
}
