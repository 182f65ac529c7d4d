import { checkCount, checkFraction, checkObject, checkOneOf, checkSample } from "../base/check.ts";
import { checkDatedSeries, type DatedSeries } from "../market/dated-series.ts";
import { type QuantileType, quantileTypes, sortedQuantile } from "../math/quantile.ts";
import { replaceInSorted } from "../math/sorted-window.ts";
import { type VarBacktest, varBacktestOf } from "./backtest/var-backtest.ts";
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

/** A backtest of historical simulation, which is fitted every day. */
export interface RollingVar extends VarBacktest {
  readonly quantileType: QuantileType;
  readonly shortfallMethod: ShortfallMethod;
}

/**
 * Historical VaR and expected shortfall for each day from the `window` observations before it, and
 * whether that day's loss exceeded it. No estimate sees its own day or a later one.
 *
 * Throws a RangeError for NaN, for dates out of order or repeated, for a window too short for the
 * confidence (20 at 0.95, 100 at 0.99) and for a series with no day after its first window. One step costs a binary search and a block
 * move in the sorted window.
 */
export function rollingHistoricalVar(series: DatedSeries, options: RollingVarOptions): RollingVar {
  checkObject("series", series);
  checkObject("options", options);
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
  const run = { valueAtRisk, expectedShortfall, confidence, window, refitEvery: 1 };
  return { ...varBacktestOf(series, run), quantileType, shortfallMethod };
}

function checkOptions(series: DatedSeries, options: RollingVarOptions): void {
  const { confidence, window, quantileType = 7 } = options;
  checkFraction("confidence", confidence);
  checkCount("window", window, 2);
  checkOneOf("quantileType", quantileType, quantileTypes);
  checkOneOf("shortfallMethod", options.shortfallMethod ?? "acerbi-tasche", shortfallMethods);
  checkSampleForConfidence("window", window, confidence);
  checkSample("values", series.values, window + 1);
  checkDatedSeries("values", series);
}
