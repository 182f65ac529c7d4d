import { checkSameLength } from "../base/check.ts";
import type { Matrix } from "../math/matrix.ts";
import type { RiskContributions } from "./contribution.ts";
import {
  type CovarianceVarOptions,
  checkCovarianceVar,
  portfolioDeviation,
} from "./delta-normal-var.ts";
import type { TailRisk } from "./tail-risk.ts";

/** Parts of a parametric total, with the sensitivities behind them. */
export interface ParametricContributions extends RiskContributions {
  /** Change of VaR per unit of each exposure; the part is exposure times this. */
  readonly marginalValueAtRisk: Float64Array;
  readonly marginalExpectedShortfall: Float64Array;
}

/** Figures of a law of mean zero and standard deviation one, and a name for each exposure. */
interface Elliptical extends CovarianceVarOptions {
  readonly positions: readonly string[];
  readonly unit: string;
  /** VaR and expected shortfall of the law with a standard deviation of 1. */
  readonly unitRisk: TailRisk;
}

/**
 * Contributions under a law whose sums differ by their standard deviation alone (normal, Student-t):
 * VaR = k sqrt(e' C e). @internal
 */
export function ellipticalContributions(
  exposures: ArrayLike<number>,
  covariance: Matrix,
  options: Elliptical,
): ParametricContributions {
  checkCovarianceVar(exposures, covariance, options);
  const { positions, unitRisk } = options;
  checkSameLength(["exposures", "positions"], exposures, positions);
  const deviation = portfolioDeviation(exposures, covariance);
  const slopes = deviationSlopes(exposures, covariance);
  return {
    valueAtRisk: unitRisk.valueAtRisk * deviation,
    expectedShortfall: unitRisk.expectedShortfall * deviation,
    marginalValueAtRisk: slopes.map((slope) => unitRisk.valueAtRisk * slope),
    marginalExpectedShortfall: slopes.map((slope) => unitRisk.expectedShortfall * slope),
    contributions: positions.map((position, i) => {
      const without = Float64Array.from(exposures).with(i, 0);
      const change = deviation - portfolioDeviation(without, covariance);
      return {
        position,
        valueAtRisk: unitRisk.valueAtRisk * slopes[i]! * exposures[i]!,
        expectedShortfall: unitRisk.expectedShortfall * slopes[i]! * exposures[i]!,
        incrementalValueAtRisk: unitRisk.valueAtRisk * change,
        incrementalExpectedShortfall: unitRisk.expectedShortfall * change,
      };
    }),
  };
}

/** Derivatives of sqrt(e' C e) by each exposure, (C e)[i] / sqrt(e' C e); 0 for a total of 0. */
export function deviationSlopes(exposures: ArrayLike<number>, covariance: Matrix): Float64Array {
  const deviation = portfolioDeviation(exposures, covariance);
  return Float64Array.from(exposures, (_, i) => {
    let sum = 0;
    for (let j = 0; j < exposures.length; j++) {
      sum += covariance.values[i * covariance.columns + j]! * exposures[j]!;
    }
    return deviation === 0 ? 0 : sum / deviation;
  });
}
