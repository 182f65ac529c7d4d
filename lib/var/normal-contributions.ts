import { checkSameLength } from "../base/check.ts";
import type { Matrix } from "../math/matrix.ts";
import type { RiskContributions } from "./contribution.ts";
import {
  type CovarianceVarOptions,
  checkCovarianceVar,
  portfolioDeviation,
} from "./delta-normal-var.ts";
import { normalTail } from "./normal-var.ts";

/** Parts of a delta-normal total, with the sensitivities behind them. */
export interface NormalContributions extends RiskContributions {
  /** Change of VaR per unit of each exposure; the part is exposure times this. */
  readonly marginalValueAtRisk: Float64Array;
  readonly marginalExpectedShortfall: Float64Array;
}

/**
 * Marginal, component and incremental VaR and expected shortfall of exposures under normal returns of
 * mean zero: marginal = k (C e)[i] / sqrt(e' C e) with k VaR (or expected shortfall) over the standard
 * deviation; component = exposure × marginal, summing to the total; incremental = the total less that
 * without the position. All 0 for a total of 0.
 *
 * Source: P. Jorion, Value at Risk, 3rd edition (2007), chapter 7.
 *
 * @throws RangeError as `deltaNormalVar` does, and for another number of names.
 */
export function normalContributions(
  exposures: ArrayLike<number>,
  covariance: Matrix,
  options: CovarianceVarOptions & { readonly positions: readonly string[] },
): NormalContributions {
  checkCovarianceVar(exposures, covariance, options);
  const { positions, confidence } = options;
  checkSameLength(["exposures", "positions"], exposures, positions);
  const deviation = portfolioDeviation(exposures, covariance);
  const unit = normalTail({ mean: 0, standardDeviation: 1 }, confidence);
  const slopes = Float64Array.from(exposures, (_, i) => {
    let sum = 0;
    for (let j = 0; j < exposures.length; j++) {
      sum += covariance.values[i * covariance.columns + j]! * exposures[j]!;
    }
    return deviation === 0 ? 0 : sum / deviation;
  });
  return {
    valueAtRisk: unit.valueAtRisk * deviation,
    expectedShortfall: unit.expectedShortfall * deviation,
    marginalValueAtRisk: slopes.map((slope) => unit.valueAtRisk * slope),
    marginalExpectedShortfall: slopes.map((slope) => unit.expectedShortfall * slope),
    contributions: positions.map((position, i) => {
      const without = Float64Array.from(exposures).with(i, 0);
      const change = deviation - portfolioDeviation(without, covariance);
      return {
        position,
        valueAtRisk: unit.valueAtRisk * slopes[i]! * exposures[i]!,
        expectedShortfall: unit.expectedShortfall * slopes[i]! * exposures[i]!,
        incrementalValueAtRisk: unit.valueAtRisk * change,
        incrementalExpectedShortfall: unit.expectedShortfall * change,
      };
    }),
  };
}
