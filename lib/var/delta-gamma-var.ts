import { checkFinite, checkObject, checkSameLength } from "../base/check.ts";
import { checkSymmetric } from "../math/check-matrix.ts";
import { deltaMethodError } from "../math/delta-method.ts";
import type { Matrix } from "../math/matrix.ts";
import {
  type QuadraticForm,
  quadraticFormMoments,
  quadraticFormQuantile,
  quadraticFormTail,
} from "../math/quadratic-form.ts";
import { type CovarianceVarOptions, checkCovarianceVar, knownWarning } from "./delta-normal-var.ts";
import { type IntervalEstimate, withIntervals } from "./interval-estimate.ts";
import { lossForm, type Sensitivities } from "./loss-form.ts";
import { flatTailWarning } from "./normal-var.ts";
import type { TailRisk } from "./tail-risk.ts";

/**
 * VaR and expected shortfall of delta' X + X' gamma X / 2 for normal X of mean zero with a covariance:
 * exact for that law, by inverting its transform, see {@link quadraticFormTail}; no moments are matched.
 *
 * Standard errors by the delta method, with the covariance that normal factors give a sample
 * covariance; 0, with a warning, for a covariance taken as known.
 *
 * @throws RangeError for NaN, sizes that differ, a gamma that is not symmetric and a matrix that is no
 * covariance.
 */
export function deltaGammaVar(
  sensitivities: Sensitivities,
  covariance: Matrix,
  options: CovarianceVarOptions,
): IntervalEstimate {
  checkObject("sensitivities", sensitivities);
  checkObject("options", options);
  const { delta, gamma } = sensitivities;
  checkCovarianceVar(delta, covariance, options);
  checkSymmetric("gamma", gamma);
  checkSameLength(["delta", "gamma"], delta, { length: gamma.rows });
  const risk = tailOf(lossForm(sensitivities, covariance), options.confidence);
  const errors =
    options.observations === undefined
      ? { valueAtRisk: 0, expectedShortfall: 0 }
      : errorsOf(sensitivities, covariance, {
          confidence: options.confidence,
          observations: options.observations,
        });
  const estimate = {
    ...risk,
    unit: options.unit,
    method: "delta-gamma",
    confidence: options.confidence,
    horizonDays: options.horizonDays,
    observations: options.observations ?? 0,
    tailCount: 0,
    standardError: errors.valueAtRisk,
    expectedShortfallStandardError: errors.expectedShortfall,
    warnings: [...flatTailWarning(risk), ...knownWarning(options)],
  };
  return withIntervals(estimate, options.intervalLevel);
}

function tailOf(form: QuadraticForm, confidence: number): TailRisk {
  const { mean, standardDeviation } = quadraticFormMoments(form);
  checkFinite("standard deviation of the outcome", standardDeviation);
  if (standardDeviation === 0) return { valueAtRisk: mean, expectedShortfall: mean };
  const valueAtRisk = quadraticFormQuantile(form, 1 - confidence);
  const { excess } = quadraticFormTail(form, valueAtRisk);
  return { valueAtRisk, expectedShortfall: valueAtRisk + excess / (1 - confidence) };
}

interface Sampled {
  readonly confidence: number;
  readonly observations: number;
}

/** In units of the volatilities, where the covariance is a correlation. */
function errorsOf(
  sensitivities: Sensitivities,
  covariance: Matrix,
  { confidence, observations }: Sampled,
): TailRisk {
  const size = covariance.rows;
  const spread = Array.from({ length: size }, (_, i) =>
    Math.sqrt(covariance.values[i * size + i]!),
  );
  const correlation = (i: number, j: number): number =>
    covariance.values[i * size + j]! / (spread[i]! * spread[j]! || 1);
  const pairs = spread.flatMap((_, i) => spread.slice(0, i + 1).map((_unused, j) => [i, j]));
  const law = pairs.map(([i, j]) =>
    pairs.map(
      ([k, l]) =>
        (correlation(i!, k!) * correlation(j!, l!) + correlation(i!, l!) * correlation(j!, k!)) /
        observations,
    ),
  );
  const rebuilt = (point: readonly number[]): Matrix => {
    const values = new Float64Array(size * size);
    pairs.forEach(([i, j], at) => {
      const value = point[at]! * spread[i!]! * spread[j!]!;
      values[i! * size + j!] = values[j! * size + i!] = value;
    });
    return { rows: size, columns: size, values };
  };
  const point = pairs.map(([i, j]) => correlation(i!, j!));
  const errorOf = (figure: keyof TailRisk): number =>
    deltaMethodError(
      (moved) => tailOf(lossForm(sensitivities, rebuilt(moved)), confidence)[figure],
      point,
      law,
    );
  return {
    valueAtRisk: errorOf("valueAtRisk"),
    expectedShortfall: errorOf("expectedShortfall"),
  };
}
