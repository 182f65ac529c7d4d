import { checkCount, checkFinite, checkObject } from "../../base/check.ts";
import { checkSymmetric } from "../../math/check-matrix.ts";
import { power } from "../../math/elementary/power.ts";
import type { Matrix } from "../../math/matrix.ts";
import type { DccFit } from "./dcc.ts";

export interface DccForecastOptions {
  /** How many dates after the last, at least 1. */
  readonly steps: number;
}

/**
 * Correlation matrices expected for the dates after the last: exact for the first, then
 * L + (a + b)^(h - 1) (R[1] - L) towards the unconditional level L, which takes Q for R in the
 * expectation. Each lies between two correlation matrices and so is one.
 *
 * Source: R. Engle, K. Sheppard, NBER working paper 8554 (2001), section 3.3, second method.
 *
 * @example dccForecast(fit, { steps: 10 }).at(-1)
 */
export function dccForecast(fit: DccFit, options: DccForecastOptions): Matrix[] {
  checkObject("fit", fit);
  checkSymmetric("values of the fit", fit.values);
  checkSymmetric("unconditional", fit.unconditional);
  checkFinite("persistence", fit.persistence);
  checkObject("options", options);
  const { steps } = options;
  checkCount("steps", steps, 1);
  const level = fit.unconditional.values;
  return Array.from({ length: steps }, (_, ahead) => {
    const left = power(fit.persistence, ahead);
    const values = fit.values.values.map((value, at) => left * value + (1 - left) * level[at]!);
    for (let i = 0; i < fit.values.rows; i++) values[i * fit.values.rows + i] = 1;
    return { ...fit.values, values };
  });
}
