import {
  checkCount,
  checkFraction,
  checkFunction,
  checkObject,
  checkSample,
} from "../../base/check.ts";
import { checkDatedSeries, type DatedSeries } from "../../market/dated-series.ts";
import { type VarBacktest, varBacktestOf } from "./var-backtest.ts";

/** The risk of the next day. Losses are positive; a `RiskEstimate` is one. */
export interface VarForecast {
  readonly valueAtRisk: number;
  /** Not below `valueAtRisk`; Infinity where the law fitted has no mean beyond it. */
  readonly expectedShortfall: number;
}

/**
 * From the outcomes before a day, oldest first and signed as in the series, the risk of that day.
 */
export type VarEstimator = (window: Float64Array) => VarForecast;

/** What every backtest needs besides the estimator. */
export interface BacktestVarCommon {
  /** In (0, 1); what the estimator aims at. */
  readonly confidence: number;
  /** How many observations before each day the estimator sees. */
  readonly window: number;
  /** Days from one fit to the next; 1 when not given. */
  readonly refitEvery?: number;
}

/** An estimator without parameters to keep: its forecast holds until the next fit. */
export interface EstimateOptions extends BacktestVarCommon {
  readonly estimate: VarEstimator;
}

/** A model whose parameters are kept while each day's forecast uses that day's window. */
export interface FitOptions extends BacktestVarCommon {
  /** Called with the window on fit days; what it returns is called on every day. */
  readonly fit: (window: Float64Array) => VarEstimator;
}

/**
 * Runs any VaR estimator over a series as it would have run at the time: day after day from a copy
 * of the `window` observations before the day, so that it can neither see nor change the day
 * itself. Between fits an `estimate` is held as it is; a `fit` keeps its parameters and sees new
 * days.
 *
 * @throws RangeError for NaN in the series, dates out of order or repeated, no day after the first
 * window, and a forecast whose VaR is not finite or above its expected shortfall, naming the day. What
 * the estimator throws passes.
 * @example
 * const estimate = (window) =>
 *   historicalVar(window, { confidence: 0.99, horizonDays: 1, unit: "fraction" });
 * backtestVar(returns, { window: 500, refitEvery: 20, confidence: 0.99, estimate })
 */
export function backtestVar(
  series: DatedSeries,
  options: EstimateOptions | FitOptions,
): VarBacktest {
  checkObject("series", series);
  checkObject("options", options);
  const { confidence, window, refitEvery = 1 } = options;
  checkFraction("confidence", confidence);
  checkCount("window", window, 1);
  checkCount("refitEvery", refitEvery, 1);
  checkSample("values", series.values, window + 1);
  checkDatedSeries("values", series);
  const forecasts = forecastDays(series, options);
  return varBacktestOf(series, {
    valueAtRisk: Float64Array.from(forecasts, (forecast) => forecast.valueAtRisk),
    expectedShortfall: Float64Array.from(forecasts, (forecast) => forecast.expectedShortfall),
    confidence,
    window,
    refitEvery,
  });
}

function forecastDays(series: DatedSeries, options: EstimateOptions | FitOptions): VarForecast[] {
  const { window, refitEvery = 1 } = options;
  const windowBefore = (day: number): Float64Array => series.values.slice(day, day + window);
  let forecastOf: VarEstimator | undefined;
  return Array.from({ length: series.values.length - window }, (_, day) => {
    if (forecastOf === undefined || day % refitEvery === 0) {
      forecastOf = fitted(windowBefore(day), options);
    }
    const { valueAtRisk, expectedShortfall } = forecastOf(windowBefore(day));
    checkForecast({ valueAtRisk, expectedShortfall }, series.dates[day + window]!);
    return { valueAtRisk, expectedShortfall };
  });
}

function fitted(window: Float64Array, options: EstimateOptions | FitOptions): VarEstimator {
  if ("fit" in options) {
    checkFunction("fit", options.fit);
    return options.fit(window);
  }
  checkFunction("estimate", options.estimate);
  const held = options.estimate(window);
  return () => held;
}

function checkForecast({ valueAtRisk, expectedShortfall }: VarForecast, date: string): void {
  if (Number.isFinite(valueAtRisk) && expectedShortfall >= valueAtRisk) return;
  throw new RangeError(
    `forecast for ${date} must have a finite valueAtRisk and expectedShortfall at least that: ` +
      `${valueAtRisk} and ${expectedShortfall}`,
  );
}
