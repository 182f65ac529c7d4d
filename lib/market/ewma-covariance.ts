import { checkFinite, checkFraction, checkObject, checkOneOf } from "../base/check.ts";
import { covarianceParts } from "../math/covariance-parts.ts";
import type { Matrix } from "../math/matrix.ts";
import type { AssetMatrix } from "./asset-matrix.ts";
import { checkComplete, checkPanel } from "./complete-panel.ts";
import { covarianceMatrix } from "./covariance-matrix.ts";
import type { DatedSeries } from "./dated-series.ts";
import type { EwmaOptions } from "./ewma-volatility.ts";
import type { ReturnKind, ReturnPanel } from "./returns.ts";

/** Exponentially weighted covariances or correlations, the forecast after the last return. */
export interface EwmaMatrix extends AssetMatrix, EwmaOptions {
  readonly kind: ReturnKind;
  readonly observations: number;
}

/** Exponentially weighted correlations and how their average came to be. */
export interface EwmaCorrelation extends EwmaMatrix {
  /**
   * The mean correlation of different assets forecast for each date from the dates before it; NaN
   * where an asset has not moved yet. Two assets have but one correlation: its own path.
   */
  readonly average: DatedSeries;
}

/**
 * The exponentially weighted covariance matrix around means of zero, per period:
 * covariance[t + 1] = lambda * covariance[t] + (1 - lambda) * r[t] r[t]'.
 *
 * The start is the product of the first returns, or the sample covariance of the whole panel, with
 * the names that `ewmaVolatility` has for them; the diagonal is the square of its forecasts. Always
 * semi-definite. Throws a RangeError on a missing return.
 * Source: J.P. Morgan/Reuters, RiskMetrics Technical Document, 4th edition (1996), section 5.2.
 *
 * @example ewmaCovariance(panel, { lambda: 0.94, start: "sample-variance" }).values
 */
export function ewmaCovariance(panel: ReturnPanel, options: EwmaOptions): EwmaMatrix {
  checkPanel(panel);
  checkObject("options", options);
  return { ...headOf(panel, options), values: runEwma(panel, options, () => {}) };
}

/**
 * The correlations of {@link ewmaCovariance}, with the path of their average. Needs two assets;
 * throws a RangeError naming an asset that never moved.
 *
 * @example ewmaCorrelation(panel, { lambda: 0.97, start: "first-squared-return" }).average
 */
export function ewmaCorrelation(panel: ReturnPanel, options: EwmaOptions): EwmaCorrelation {
  checkPanel(panel);
  checkObject("options", options);
  if (panel.assets.length < 2) {
    throw new RangeError(`panel must have at least 2 assets: ${panel.assets.length}`);
  }
  const averages = new Float64Array(panel.dates.length);
  const last = runEwma(panel, options, (covariance, t) => {
    averages[t] = averageOf(covariance);
  });
  const still = panel.assets.find((_, i) => last.values[i * last.rows + i] === 0);
  if (still !== undefined) throw new RangeError(`${still} must move to have a correlation: never`);
  return {
    ...headOf(panel, options),
    values: covarianceParts(last).correlation,
    average: { dates: panel.dates, values: averages },
  };
}

function headOf(panel: ReturnPanel, { lambda, start }: EwmaOptions): Omit<EwmaMatrix, "values"> {
  const { kind, assets, dates } = panel;
  return { kind, assets, lambda, start, observations: dates.length };
}

/** Hands over the forecast for each date, then returns the one after the last. */
function runEwma(
  panel: ReturnPanel,
  { lambda, start }: EwmaOptions,
  visit: (covariance: Matrix, date: number) => void,
): Matrix {
  checkFraction("lambda", lambda);
  checkOneOf("start", start, ["first-squared-return", "sample-variance"]);
  checkComplete(panel, start === "sample-variance" ? 2 : 1);
  const { rows, columns, values } = panel.values;
  const covariance =
    start === "sample-variance"
      ? covarianceMatrix(panel, { missing: "complete" }).values
      : productsOf(values.subarray(0, columns));
  for (let t = 0; t < rows; t++) {
    visit(covariance, t);
    const row = values.subarray(t * columns, (t + 1) * columns);
    for (let i = 0; i < columns; i++) {
      for (let j = 0; j < columns; j++) {
        const at = i * columns + j;
        covariance.values[at] =
          lambda * covariance.values[at]! + (1 - lambda) * (row[i]! * row[j]!);
      }
    }
  }
  covariance.values.forEach((value) => {
    checkFinite("product of returns", value);
  });
  return covariance;
}

function productsOf(row: Float64Array): Matrix {
  const size = row.length;
  const values = new Float64Array(size * size);
  row.forEach((x, i) => {
    row.forEach((y, j) => {
      values[i * size + j] = x * y;
    });
  });
  return { rows: size, columns: size, values };
}

function averageOf({ rows, values }: Matrix): number {
  const roots = Float64Array.from({ length: rows }, (_, i) => Math.sqrt(values[i * rows + i]!));
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) sum += values[i * rows + j]! / (roots[i]! * roots[j]!);
  }
  return sum / ((rows * (rows - 1)) / 2);
}
