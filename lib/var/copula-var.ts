import { checkSameLength, checkSample } from "../base/check.ts";
import { checkMatrix } from "../math/check-matrix.ts";
import { type Matrix, matrixRow } from "../math/matrix.ts";
import { type CopulaOptions, copulaName, drawCopula } from "./copula-returns.ts";
import { historicalVar } from "./historical-var.ts";
import {
  checkRiskOptions,
  type IntervalEstimate,
  type RiskOptions,
  withIntervals,
} from "./interval-estimate.ts";

export interface CopulaVarOptions extends RiskOptions, CopulaOptions {
  /** Signed, in `unit`, one per column. */
  readonly exposures: ArrayLike<number>;
}

/** An estimate from joint returns that were drawn. */
export interface CopulaEstimate extends IntervalEstimate {
  readonly draws: number;
  readonly seed: number;
  /** The correlations that were drawn with. */
  readonly correlation: Matrix;
}

/**
 * Monte Carlo VaR and expected shortfall of exposures to simple returns (rows are observations, columns
 * assets) whose dependence is a normal or Student-t copula and whose marginals stay their own.
 *
 * Correlations are sin(pi tau / 2) of Kendall's tau, which holds for both copulas; negative eigenvalues
 * of the whole are set to 0 and the diagonal back to 1. Draw i is stream i of the seed. Standard errors
 * are of the simulation alone. Empirical marginals never draw beyond what was observed.
 *
 * Source: A. McNeil, R. Frey, P. Embrechts, Quantitative Risk Management (2015), sections 7.3 and 7.5.
 *
 * @throws RangeError for NaN, columns that do not vary, fewer than ten rows, fewer draws than the
 * confidence needs, and degrees of freedom that the copula has no use for.
 */
export function copulaVar(returns: Matrix, options: CopulaVarOptions): CopulaEstimate {
  checkRiskOptions(options);
  const { confidence, horizonDays, unit, draws, seed, exposures } = options;
  checkSample("exposures", exposures, 1);
  checkMatrix("returns", returns);
  checkSameLength(["exposures", "columns of returns"], exposures, { length: returns.columns });
  const drawn = drawCopula(returns, options);
  const outcomes = Float64Array.from({ length: draws }, (_, i) =>
    matrixRow(drawn.returns, i).reduce((sum, value, j) => sum + exposures[j]! * value, 0),
  );
  const found = historicalVar(outcomes, { confidence, horizonDays, unit, windows: "separate" });
  const estimate = {
    valueAtRisk: found.valueAtRisk,
    expectedShortfall: found.expectedShortfall,
    unit,
    method: copulaName(options),
    confidence,
    horizonDays,
    observations: returns.rows,
    tailCount: found.tailCount,
    standardError: found.standardError,
    expectedShortfallStandardError: found.expectedShortfallStandardError,
    draws,
    seed,
    correlation: drawn.correlation,
    warnings: found.warnings,
  };
  return withIntervals(estimate, options.intervalLevel);
}
