import { checkCount, checkFraction, checkObject, checkOneOf, checkSample } from "../base/check.ts";
import { checkDatedSeries, type DatedSeries } from "../market/dated-series.ts";
import { interpolate, type QuantileType, quantilePlace, quantileTypes } from "../math/quantile.ts";
import { type VarBacktest, varBacktestOf } from "./backtest/var-backtest.ts";
import { checkSampleForConfidence } from "./historical-var.ts";
import {
  exactTail,
  expectedShortfallOf,
  type LossTail,
  type ShortfallMethod,
  shortfallMethods,
} from "./tail.ts";
import { WorstOfWindow } from "./worst-of-window.ts";

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
 * whether that day's loss exceeded it. No estimate sees its own day or a later one; each has the bits of
 * `historicalVar` of its window.
 *
 * Throws a RangeError for NaN, for dates out of order or repeated, for a window too short for the
 * confidence (20 at 0.95, 100 at 0.99) and for a series with no day after its first window. A day on
 * which no loss of the tail comes or goes costs two comparisons; any other, on average, at most in
 * proportion to the tail and to the logarithm of the window.
 */
export function rollingHistoricalVar(series: DatedSeries, options: RollingVarOptions): RollingVar {
  checkObject("series", series);
  checkObject("options", options);
  checkOptions(series, options);
  const { confidence, window, quantileType = 7, shortfallMethod = "acerbi-tasche" } = options;
  const estimates = rollingTails(series.values, {
    confidence,
    window,
    quantileType,
    shortfallMethod,
  });
  const run = { ...estimates, confidence, window, refitEvery: 1 };
  return Object.assign(varBacktestOf(series, run), { quantileType, shortfallMethod });
}

interface Estimates extends Pick<VarBacktest, "valueAtRisk" | "expectedShortfall"> {
  readonly breachDays: readonly number[];
}

/** Both estimates of each window but the last, which has no day after it, and the days after that breach theirs. */
function rollingTails(outcomes: Float64Array, options: Required<RollingVarOptions>): Estimates {
  const { confidence, window, quantileType: type, shortfallMethod } = options;
  const days = outcomes.length - window;
  const valueAtRisk = new Float64Array(days);
  const expectedShortfall = new Float64Array(days);
  const breachDays: number[] = [];
  const exact = exactTail(window, confidence);
  const { low, high, share } = quantilePlace(window, { probability: confidence, type });
  const depth = window - Math.min(low - 1, exact.start);
  const moving = new WorstOfWindow(outcomes, window, depth);
  const { worst } = moving;
  /** What a place among all losses of the window is more than that among the worst. */
  const apart = window - worst.length;
  const exactOfWorst = { ...exact, start: exact.start - apart };
  const tailOf = (quantile: number): LossTail => {
    if (shortfallMethod === "acerbi-tasche") return exactOfWorst;
    const count = moving.countAtLeast(quantile);
    // What lies deeper than `depth` equals the quantile, and its excess over it is 0.
    const start = worst.length - Math.min(count, depth);
    return { start, edgeWeight: 1 / count, weight: 1 / count };
  };
  for (let day = 0; day < days; ) {
    const quantile = interpolate(worst[low - 1 - apart]!, worst[high - 1 - apart]!, share);
    const shortfall = expectedShortfallOf(worst, tailOf(quantile), quantile);
    for (const until = Math.min(moving.next(), days); day < until; day++) {
      valueAtRisk[day] = quantile;
      expectedShortfall[day] = shortfall;
    }
    // The losses before are smaller than all that is kept, so they are no larger than the quantile.
    if (0 - outcomes[day + window - 1]! > quantile) breachDays.push(day - 1);
  }
  return { valueAtRisk, expectedShortfall, breachDays };
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
