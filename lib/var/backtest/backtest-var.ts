import { checkCount, checkFraction, checkSameLength, checkSample } from "../../base/check.ts";
import type { DatedSeries } from "../../market/dated-series.ts";

/** The risk of the next day. Losses are positive; a `RiskEstimate` is one. */
export interface VarForecast {
  readonly valueAtRisk: number;
  /** Not below `valueAtRisk`. */
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
  /** Days times (1 - confidence). */
  readonly expectedBreaches: number;
  readonly confidence: number;
  readonly window: number;
  readonly refitEvery: number;
  /** How often the estimator was fitted. */
  readonly fits: number;
}

/**
 * Runs any VaR estimator over a series as it would have run at the time: day after day from a copy
 * of the `window` observations before the day, so that it can neither see nor change the day
 * itself. Between fits an `estimate` is held as it is; a `fit` keeps its parameters and sees new
 * days.
 *
 * @throws RangeError for NaN in the series, no day after the first window, and a forecast that is
 * not finite or has expected shortfall below VaR, naming the day. What the estimator throws passes.
 * @example
 * const estimate = (window) =>
 *   historicalVar(window, { confidence: 0.99, horizonDays: 1, unit: "fraction" });
 * backtestVar(returns, { window: 500, refitEvery: 20, confidence: 0.99, estimate })
 */
export function backtestVar(
  series: DatedSeries,
  options: EstimateOptions | FitOptions,
): VarBacktest {
  const { confidence, window, refitEvery = 1 } = options;
  checkFraction("confidence", confidence);
  checkCount("window", window, 1);
  checkCount("refitEvery", refitEvery, 1);
  checkSameLength(["values", "dates"], series.values, series.dates);
  checkSample("values", series.values, window + 1);
  const forecasts = forecastDays(series, options);
  const realised = Float64Array.from(series.values).slice(window);
  const breaches = forecasts.map(({ valueAtRisk }, day) => 0 - realised[day]! > valueAtRisk);
  return {
    dates: series.dates.slice(window),
    valueAtRisk: Float64Array.from(forecasts, (forecast) => forecast.valueAtRisk),
    expectedShortfall: Float64Array.from(forecasts, (forecast) => forecast.expectedShortfall),
    realised,
    breaches,
    breachCount: breaches.filter(Boolean).length,
    expectedBreaches: realised.length * (1 - confidence),
    confidence,
    window,
    refitEvery,
    fits: Math.ceil(realised.length / refitEvery),
  };
}

function forecastDays(series: DatedSeries, options: EstimateOptions | FitOptions): VarForecast[] {
  const { window, refitEvery = 1 } = options;
  const windowBefore = (day: number): Float64Array =>
    Float64Array.from(series.values.subarray(day, day + window));
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
  if ("fit" in options) return options.fit(window);
  const held = options.estimate(window);
  return () => held;
}

function checkForecast({ valueAtRisk, expectedShortfall }: VarForecast, date: string): void {
  if (Number.isFinite(valueAtRisk) && Number.isFinite(expectedShortfall)) {
    if (expectedShortfall >= valueAtRisk) return;
  }
  throw new RangeError(
    `forecast for ${date} must be finite with expectedShortfall at least valueAtRisk: ` +
      `${expectedShortfall} and ${valueAtRisk}`,
  );
}
