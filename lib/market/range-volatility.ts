import { checkObject, checkPositive } from "../base/check.ts";
import { square } from "../math/elementary/power.ts";
import { mean, sampleVariance } from "../math/moments.ts";
import { naturalLog } from "../math/natural-log.ts";
import { type LogBar, type PriceBars, wholeLogBars } from "./price-bars.ts";
import type { AnnualVolatilityOptions } from "./volatility.ts";

/** A volatility from the ranges of bars. */
export interface RangeVolatility {
  /** Annualised, as a fraction. */
  readonly volatility: number;
  /** How many bars it rests on. */
  readonly bars: number;
  /** How many were left out for a price that is missing in them or, for gaps, before them. */
  readonly missing: number;
}

/**
 * Parkinson's volatility, from highs and lows: variance = mean of ln(high / low)^2 / (4 ln 2).
 *
 * About five times as efficient as closes for a random walk without drift; prices that are seen only
 * now and then make the range, and this, too small. Needs one whole bar; a bar without range counts
 * as 0. Source: M. Parkinson, The extreme value method, Journal of Business 53 (1980).
 *
 * @throws RangeError as {@link rogersSatchellVolatility}.
 */
export function parkinsonVolatility(
  bars: PriceBars,
  options: AnnualVolatilityOptions,
): RangeVolatility {
  checkObject("bars", bars);
  checkObject("options", options);
  return meanOf(bars, options, ({ high, low }) => square(high - low) / (4 * Math.LN2));
}

/**
 * Garman and Klass's volatility: variance = mean of ln(high / low)^2 / 2 - (2 ln 2 - 1)
 * ln(close / open)^2, for a random walk without drift and without gaps between bars.
 *
 * Source: M. Garman, M. Klass, On the estimation of security price volatilities from historical data,
 * Journal of Business 53 (1980), the practical form of their best estimator.
 *
 * @throws RangeError as {@link rogersSatchellVolatility}.
 */
export function garmanKlassVolatility(
  bars: PriceBars,
  options: AnnualVolatilityOptions,
): RangeVolatility {
  checkObject("bars", bars);
  checkObject("options", options);
  const share = 2 * Math.LN2 - 1;
  return meanOf(
    bars,
    options,
    ({ open, high, low, close }) => square(high - low) / 2 - share * square(close - open),
  );
}

/**
 * Rogers and Satchell's volatility: variance = mean of ln(high / close) ln(high / open) +
 * ln(low / close) ln(low / open), right whatever the drift, without gaps between bars.
 *
 * Source: L. Rogers, S. Satchell, Estimating variance from high, low and closing prices, Annals of
 * Applied Probability 1 (1991).
 *
 * @throws RangeError when no bar is whole, on a price that is not positive, and on a bar whose high
 * or low does not hold its other prices.
 */
export function rogersSatchellVolatility(
  bars: PriceBars,
  options: AnnualVolatilityOptions,
): RangeVolatility {
  checkObject("bars", bars);
  checkObject("options", options);
  return meanOf(bars, options, rogersSatchell);
}

/**
 * Yang and Zhang's volatility: variance = that of the gaps ln(open / close before) + k that of
 * ln(close / open) + (1 - k) Rogers and Satchell's, with k = 0.34 / (1.34 + (n + 1) / (n - 1)); right
 * whatever the drift and the gaps. Both variances are sample variances.
 *
 * Needs two whole bars that follow a bar with a close; the first bar gives only its close. Source:
 * D. Yang, Q. Zhang, Drift-independent volatility estimation based on high, low, open, and close
 * prices, Journal of Business 73 (2000).
 *
 * @throws RangeError as {@link rogersSatchellVolatility}.
 */
export function yangZhangVolatility(
  bars: PriceBars,
  options: AnnualVolatilityOptions,
): RangeVolatility {
  checkObject("bars", bars);
  checkObject("options", options);
  checkPositive("periodsPerYear", options.periodsPerYear);
  const whole = wholeLogBars(bars);
  const { close } = bars;
  const used = whole.filter(({ index }) => index > 0 && !Number.isNaN(close[index - 1]!));
  const n = used.length;
  if (n < 2) throw new RangeError(`bars must hold at least 2 whole ones after a close: ${n}`);
  const gaps = used.map(({ index, open }) => open - naturalLog(close[index - 1]!));
  const moves = used.map(({ open, close: last }) => last - open);
  const k = 0.34 / (1.34 + (n + 1) / (n - 1));
  const variance =
    sampleVariance(gaps) + k * sampleVariance(moves) + (1 - k) * mean(used.map(rogersSatchell));
  return result(variance, { bars, used: n, options });
}

function rogersSatchell({ open, high, low, close }: LogBar): number {
  return (high - close) * (high - open) + (low - close) * (low - open);
}

function meanOf(
  bars: PriceBars,
  options: AnnualVolatilityOptions,
  varianceOf: (bar: LogBar) => number,
): RangeVolatility {
  checkPositive("periodsPerYear", options.periodsPerYear);
  const whole = wholeLogBars(bars);
  if (whole.length === 0) throw new RangeError("bars must hold at least 1 whole one: 0");
  return result(mean(whole.map(varianceOf)), { bars, used: whole.length, options });
}

interface Basis {
  readonly bars: PriceBars;
  readonly used: number;
  readonly options: AnnualVolatilityOptions;
}

function result(variance: number, { bars, used, options }: Basis): RangeVolatility {
  return {
    volatility: Math.sqrt(variance * options.periodsPerYear),
    bars: used,
    missing: bars.open.length - used,
  };
}
