import { checkFraction, checkObject, checkSample } from "../../base/check.ts";
import type { Matrix } from "../../math/matrix.ts";
import { sortedQuantile } from "../../math/quantile.ts";
import { checkPricePaths, type PricePaths, pricesAt } from "./price-paths.ts";

export interface QuantileFanOptions {
  readonly asset: string;
  /** In (0, 1), ascending: `[0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]`. */
  readonly probabilities: ArrayLike<number>;
}

/** Quantiles of the price over the paths, step by step: of each day, not of any path. */
export interface QuantileFan {
  readonly asset: string;
  readonly probabilities: Float64Array;
  /** Rows are steps from 0, the start; columns the probabilities. Type 7. */
  readonly quantiles: Matrix;
}

/**
 * The quantiles of simulated prices at every step.
 *
 * @throws RangeError for an unknown asset and for probabilities that are not ascending in (0, 1).
 * @example quantileFan(paths, { asset: "BTC", probabilities: [0.05, 0.5, 0.95] })
 */
export function quantileFan(paths: PricePaths, options: QuantileFanOptions): QuantileFan {
  checkPricePaths(paths);
  checkObject("options", options);
  const { asset, probabilities } = options;
  checkSample("probabilities", probabilities, 1);
  for (let i = 0; i < probabilities.length; i++) {
    checkFraction(`probabilities[${i}]`, probabilities[i]!);
    if (i > 0 && !(probabilities[i]! > probabilities[i - 1]!)) {
      throw new RangeError(`probabilities[${i}] must be above the one before: ${probabilities[i]}`);
    }
  }
  const columns = probabilities.length;
  const values = new Float64Array((paths.steps + 1) * columns);
  for (let step = 0; step <= paths.steps; step++) {
    const sorted = pricesAt(paths, { asset, step }).sort();
    for (let k = 0; k < columns; k++) {
      values[step * columns + k] = sortedQuantile(sorted, probabilities[k]!, 7);
    }
  }
  return {
    asset,
    probabilities: Float64Array.from(probabilities),
    quantiles: { rows: paths.steps + 1, columns, values },
  };
}
