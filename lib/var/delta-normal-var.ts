import {
  checkCount,
  checkFinite,
  checkObject,
  checkSameLength,
  checkSample,
} from "../base/check.ts";
import { checkMatrix } from "../math/check-matrix.ts";
import type { Matrix } from "../math/matrix.ts";
import { isPositiveSemidefinite } from "../math/symmetric-eigen.ts";
import {
  checkRiskOptions,
  type IntervalEstimate,
  type RiskOptions,
  withIntervals,
} from "./interval-estimate.ts";
import { flatTailWarning, normalTail } from "./normal-var.ts";
import type { RiskWarning } from "./risk-estimate.ts";

export interface CovarianceVarOptions extends RiskOptions {
  /** How many returns the covariance was estimated from; taken as known when not given. */
  readonly observations?: number;
}

/**
 * VaR and expected shortfall of exposures (signed, in `unit`) under normal returns of mean zero with
 * a covariance: z sqrt(e' C e). Order and period of the covariance are the caller's; nothing is
 * scaled.
 *
 * Standard errors assume normal returns: VaR / sqrt(2 n); 0, with a warning, for a covariance taken
 * as known.
 *
 * @throws RangeError for NaN, sizes that differ, and a matrix that is no covariance.
 * @example deltaNormalVar([10e6, 5e6], covariance, { confidence: 0.99, horizonDays: 1, unit: "USD" })
 */
export function deltaNormalVar(
  exposures: ArrayLike<number>,
  covariance: Matrix,
  options: CovarianceVarOptions,
): IntervalEstimate {
  checkObject("options", options);
  checkCovarianceVar(exposures, covariance, options);
  const law = { mean: 0, standardDeviation: portfolioDeviation(exposures, covariance) };
  const risk = normalTail(law, options.confidence);
  const shrink = options.observations === undefined ? 0 : 1 / Math.sqrt(2 * options.observations);
  const estimate = {
    ...risk,
    unit: options.unit,
    method: "delta-normal",
    confidence: options.confidence,
    horizonDays: options.horizonDays,
    observations: options.observations ?? 0,
    tailCount: 0,
    standardError: Math.abs(risk.valueAtRisk) * shrink,
    expectedShortfallStandardError: Math.abs(risk.expectedShortfall) * shrink,
    warnings: [...flatTailWarning(risk), ...knownWarning(options)],
  };
  return withIntervals(estimate, options.intervalLevel);
}

/** sqrt(e' C e), the standard deviation of the outcome; rounding below zero counts as zero. */
export function portfolioDeviation(exposures: ArrayLike<number>, covariance: Matrix): number {
  let variance = 0;
  for (let i = 0; i < exposures.length; i++) {
    for (let j = 0; j < exposures.length; j++) {
      variance += exposures[i]! * covariance.values[i * covariance.columns + j]! * exposures[j]!;
    }
  }
  checkFinite("variance of the outcome", variance);
  return Math.sqrt(Math.max(0, variance));
}

/** Throws a RangeError unless exposures, covariance and options fit together. */
export function checkCovarianceVar(
  exposures: ArrayLike<number>,
  covariance: Matrix,
  options: CovarianceVarOptions,
): void {
  checkRiskOptions(options);
  checkSample("exposures", exposures, 1);
  if (options.observations !== undefined) checkCount("observations", options.observations, 2);
  checkMatrix("covariance", covariance);
  const rows = { length: covariance.rows };
  checkSameLength(["exposures", "covariance"], exposures, rows);
  if (!isPositiveSemidefinite(covariance)) {
    throw new RangeError("covariance must be positive semi-definite");
  }
}

/** The warning that a covariance was taken as known. */
export function knownWarning({ observations }: CovarianceVarOptions): RiskWarning[] {
  if (observations !== undefined) return [];
  const message = "the covariance was taken as known: standard errors of 0 hold no sampling error";
  return [{ code: "known-parameters", message }];
}
