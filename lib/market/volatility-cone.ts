import { checkCount, checkList, checkObject } from "../base/check.ts";
import { quantile } from "../math/quantile.ts";
import type { DatedSeries } from "./dated-series.ts";
import { rollingVolatility } from "./rolling-volatility.ts";

export interface VolatilityConeOptions {
  /** Lengths of the windows, each at least 2: `[7, 14, 30, 60, 90]`. */
  readonly windows: readonly number[];
  /** How many of these periods make a year: 365 for daily crypto returns. */
  readonly periodsPerYear: number;
  /** Which quantiles; 0, 0.25, 0.5, 0.75 and 1 when not given. */
  readonly probabilities?: readonly number[];
}

/** One quantile of past volatilities. */
export interface ConeQuantile {
  readonly probability: number;
  readonly volatility: number;
}

/** The volatilities that windows of one length have had, annualised. */
export interface ConeSlice {
  readonly window: number;
  /** In the order asked for; type 7. */
  readonly quantiles: readonly ConeQuantile[];
  /** That of the last window. */
  readonly current: number;
  /** Share of the windows whose volatility was at most the current one. */
  readonly currentRank: number;
  /** How many windows; neighbours share all returns but one. */
  readonly count: number;
}

/** Whether volatility is high for its horizon: one slice for each length of window. */
export interface VolatilityCone {
  /** Date of the last return. */
  readonly asOf: string;
  readonly slices: readonly ConeSlice[];
}

/**
 * The volatility cone: quantiles of the rolling volatility for each length of window, beside the
 * current one. Overlapping windows make the long slices look narrower than independent ones would.
 *
 * @throws RangeError on a missing return, without windows, and for a window longer than the sample.
 * Source: G. Burghardt, M. Lane, How to tell if options are cheap, Journal of Portfolio Management 16
 * (1990).
 */
export function volatilityCone(
  returns: DatedSeries,
  options: VolatilityConeOptions,
): VolatilityCone {
  checkObject("returns", returns);
  checkObject("options", options);
  const { windows, periodsPerYear, probabilities = [0, 0.25, 0.5, 0.75, 1] } = options;
  checkList("windows", windows);
  checkList("probabilities", probabilities);
  checkCount("number of windows", windows.length, 1);
  const slices = windows.map((window) => {
    const { values } = rollingVolatility(returns, { window, periodsPerYear });
    const current = values.at(-1)!;
    return {
      window,
      quantiles: probabilities.map((probability) => ({
        probability,
        volatility: quantile(values, probability),
      })),
      current,
      currentRank: values.filter((value) => value <= current).length / values.length,
      count: values.length,
    };
  });
  return { asOf: returns.dates.at(-1)!, slices };
}
