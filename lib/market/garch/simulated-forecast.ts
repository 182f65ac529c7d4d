import { checkObject } from "../../base/check.ts";
import { matrixColumn } from "../../math/matrix.ts";
import { mean, sampleVariance } from "../../math/moments.ts";
import { quantile } from "../../math/quantile.ts";
import type { GarchState } from "./garch-filter.ts";
import type { GarchModel } from "./garch-model.ts";
import { type SimulateGarchOptions, simulateGarch } from "./simulate-garch.ts";

/** The variance of each period ahead over simulated paths; element 0 is the next period. */
export interface SimulatedForecast {
  /** Means over the paths. */
  readonly variances: Float64Array;
  /** Standard errors of `variances` from the spread of the paths. */
  readonly standardErrors: Float64Array;
  /** Medians over the paths of the volatility: they exist where the mean does not. */
  readonly medianVolatility: Float64Array;
  readonly paths: number;
  readonly seed: number;
}

/**
 * The forecast of `garchForecast` by simulation instead, for models whose expected variance has no
 * closed form. Needs two paths.
 *
 * Where the expected variance is infinite (an EGARCH with fat tails) the means do not settle as
 * paths are added and their standard errors understate that: use the medians.
 */
export function simulatedForecast(
  model: GarchModel,
  state: GarchState,
  options: SimulateGarchOptions,
): SimulatedForecast {
  checkObject("model", model);
  checkObject("state", state);
  checkObject("options", options);
  const { variances: matrix, seed } = simulateGarch(model, state, options);
  const columns = Array.from({ length: matrix.columns }, (_, j) => matrixColumn(matrix, j));
  const { paths } = options;
  return {
    variances: Float64Array.from(columns, mean),
    standardErrors: Float64Array.from(columns, (column) =>
      Math.sqrt(sampleVariance(column) / paths),
    ),
    medianVolatility: Float64Array.from(columns, (column) => Math.sqrt(quantile(column, 0.5))),
    paths,
    seed,
  };
}
