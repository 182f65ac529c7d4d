import { laterSlice } from "../../base/later-slice.ts";
import type { DatedSeries } from "../../market/dated-series.ts";
import { breachDays } from "./forecast-sample.ts";

/** Each day's forecast, made the day before, beside what then happened. Losses are positive. */
export interface VarBacktest {
  /** The days forecast: all but the first `window` of the series. */
  readonly dates: readonly string[];
  readonly valueAtRisk: Float64Array;
  readonly expectedShortfall: Float64Array;
  /** The outcome of the day, signed as in the series. */
  readonly realised: Float64Array;
  /** True where the day's loss was above its VaR. */
  readonly breaches: readonly boolean[];
  readonly breachCount: number;
  /** Days times (1 - confidence): what a correct model breaches on average. */
  readonly expectedBreaches: number;
  readonly confidence: number;
  readonly window: number;
  /** Days from one fit to the next. */
  readonly refitEvery: number;
  /** How often the estimator was fitted. */
  readonly fits: number;
}

/** The forecasts of the days of a series after its first window, one by one. */
export interface ForecastRun
  extends Pick<
    VarBacktest,
    "valueAtRisk" | "expectedShortfall" | "confidence" | "window" | "refitEvery"
  > {
  /** The days that breached, ascending, where they are known. */
  readonly breachDays?: readonly number[];
}

/**
 * Sets forecasts beside the outcomes of their days and counts the breaches; the list of marks and that of dates are
 * made when they are first asked for, dates as they are now. @internal
 */
export function varBacktestOf(series: DatedSeries, run: ForecastRun): VarBacktest {
  const { window, confidence, refitEvery, valueAtRisk } = run;
  const realised = series.values.slice(window);
  const count = realised.length;
  const days = run.breachDays ?? breachDays({ realised, valueAtRisk, confidence });
  const dates = laterSlice(series.dates, window);
  let marks: boolean[] | undefined;
  return {
    get dates() {
      return dates();
    },
    valueAtRisk,
    expectedShortfall: run.expectedShortfall,
    realised,
    get breaches() {
      marks ??= marksOf(days, count);
      return marks;
    },
    breachCount: days.length,
    expectedBreaches: count * (1 - confidence),
    confidence,
    window,
    refitEvery,
    fits: Math.ceil(count / refitEvery),
  };
}

function marksOf(days: readonly number[], count: number): boolean[] {
  const marks = new Array<boolean>(count).fill(false);
  for (const day of days) marks[day] = true;
  return marks;
}
