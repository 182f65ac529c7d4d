import {
  checkFinite,
  checkNonNegative,
  checkObject,
  checkOneOf,
  checkPositive,
  checkSameLength,
  checkSample,
} from "../base/check.ts";
import { square } from "../math/elementary/power.ts";
import { naturalLog } from "../math/natural-log.ts";

/** What a forecast of variance is charged for missing. */
export type VarianceLoss = "qlike" | "squared-error";

/** Variance forecasts and what stands for the variance that came. */
export interface VarianceForecasts {
  /** Forecast of each period, made before it; positive. */
  readonly forecasts: ArrayLike<number>;
  /** An unbiased proxy of each period's variance, such as the squared return; not negative. */
  readonly proxies: ArrayLike<number>;
}

/**
 * The loss of each period: `qlike`, ln(forecast) + proxy / forecast, or `squared-error`, (proxy -
 * forecast)². Both rank forecasts as the true variance would, however noisy an unbiased proxy is. QLIKE
 * charges a forecast that is too low far more than one that is too high and does not let one day decide
 * all; squared errors of squared returns rest on the fourth power of the largest.
 *
 * QLIKE differs from one unit of returns to another by a constant, so only differences count.
 *
 * @throws RangeError for NaN, forecasts that are not positive, negative proxies and unequal lengths.
 * Source: A. Patton, Volatility forecast comparison using imperfect volatility proxies, Journal of
 * Econometrics 160 (2011).
 */
export function varianceLoss(pair: VarianceForecasts, loss: VarianceLoss): Float64Array {
  checkObject("pair", pair);
  const { forecasts, proxies } = pair;
  checkOneOf("loss", loss, ["qlike", "squared-error"]);
  checkSample("forecasts", forecasts, 1);
  checkSample("proxies", proxies, 1);
  checkSameLength(["forecasts", "proxies"], forecasts, proxies);
  return Float64Array.from(forecasts, (forecast, i) => {
    const proxy = proxies[i]!;
    checkPositive(`forecasts[${i}]`, forecast);
    checkNonNegative(`proxies[${i}]`, proxy);
    const value =
      loss === "qlike" ? naturalLog(forecast) + proxy / forecast : square(proxy - forecast);
    checkFinite(`loss of period ${i}`, value);
    return value;
  });
}
