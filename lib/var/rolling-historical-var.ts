import {
  checkCount,
  checkFraction,
  checkOneOf,
  checkSameLength,
  checkSample,
} from "../base/check.ts";
import type { DatedSeries } from "../market/dated-series.ts";
import { type QuantileType, quantileTypes, sortedQuantile } from "../math/quantile.ts";
import { replaceInSorted } from "../math/sorted-window.ts";
import { checkSampleForConfidence, lossesOf } from "./historical-var.ts";
import { expectedShortfallOf, lossTail, type ShortfallMethod, shortfallMethods } from "./tail.ts";

export interface RollingVarOptions {
  /** In (0, 1), for example 0.95. */
  readonly confidence: number;
  /** How many observations before each day make its estimate. */
  readonly window: number;
  /** Hyndman-Fan type of the quantile of the losses; 7 when not given. */
  readonly quantileType?: QuantileType;
  /** `acerbi-tasche` when not given. */
  readonly shortfallMethod?: ShortfallMethod;
}

/** Each day's forecast, made the day before, beside what then happened. Losses are positive. */
export interface RollingVar {
  /** The days forecast: all but the first `window` of the input. */
  readonly dates: readonly string[];
  readonly valueAtRisk: Float64Array;
  readonly expectedShortfall: Float64Array;
  /** The outcome of the day, signed as in the input. */
  readonly realised: Float64Array;
  /** True where the day's loss was above its VaR. */
  readonly breaches: readonly boolean[];
  readonly breachCount: number;
  /** Days times (1 - confidence): what a correct model breaches on average. */
  readonly expectedBreaches: number;
  readonly confidence: number;
  readonly window: number;
  readonly quantileType: QuantileType;
  readonly shortfallMethod: ShortfallMethod;
}

/**
 * Historical VaR and expected shortfall for each day from the `window` observations before it, and
 * whether that day's loss exceeded it. No estimate sees its own day or a later one.
 *
 * Throws a RangeError for NaN, for a window too short for the confidence (20 at 0.95, 100 at 0.99)
 * and for a series with no day after its first window. One step costs a binary search and a block
 * move in the sorted window.
 */
export function rollingHistoricalVar(series: DatedSeries, options: RollingVarOptions): RollingVar {
  checkOptions(series, options);
  const { confidence, window, quantileType = 7, shortfallMethod = "acerbi-tasche" } = options;
  const losses = lossesOf(series.values);
  const days = losses.length - window;
  const valueAtRisk = new Float64Array(days);
  const expectedShortfall = new Float64Array(days);
  const sorted = losses.slice(0, window).sort();
  for (let day = 0; day < days; day++) {
    if (day > 0) replaceInSorted(sorted, losses[day - 1]!, losses[day + window - 1]!);
    const quantile = sortedQuantile(sorted, confidence, quantileType);
    const tail = lossTail(sorted, { confidence, valueAtRisk: quantile, shortfallMethod });
    valueAtRisk[day] = quantile;
    expectedShortfall[day] = expectedShortfallOf(sorted, tail, quantile);
  }
  const breaches = Array.from(valueAtRisk, (value, day) => losses[day + window]! > value);
  return {
    dates: series.dates.slice(window),
    valueAtRisk,
    expectedShortfall,
    realised: Float64Array.from(series.values).slice(window),
    breaches,
    breachCount: breaches.filter(Boolean).length,
    expectedBreaches: days * (1 - confidence),
    confidence,
    window,
    quantileType,
    shortfallMethod,
  };
}

function checkOptions(series: DatedSeries, options: RollingVarOptions): void {
  const { confidence, window } = options;
  checkFraction("confidence", confidence);
  checkCount("window", window, 2);
  checkOneOf("quantileType", options.quantileType ?? 7, quantileTypes);
  checkOneOf("shortfallMethod", options.shortfallMethod ?? "acerbi-tasche", shortfallMethods);
  checkSampleForConfidence("window", window, confidence);
  checkSameLength(["values", "dates"], series.values, series.dates);
  checkSample("values", series.values, window + 1);
}
