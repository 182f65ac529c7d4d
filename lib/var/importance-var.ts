import {
  checkCount,
  checkFunction,
  checkObject,
  checkOneOf,
  checkSameLength,
} from "../base/check.ts";
import { checkSymmetric } from "../math/check-matrix.ts";
import { square } from "../math/elementary/power.ts";
import { isPowerOfTwo } from "../math/elementary/power-of-two.ts";
import type { Matrix } from "../math/matrix.ts";
import { mostSobolDimensions } from "../math/sobol.ts";
import { checkCovarianceVar } from "./delta-normal-var.ts";
import { type ExponentialTilt, exponentialTilt } from "./exponential-tilt.ts";
import { type RiskOptions, withIntervals } from "./interval-estimate.ts";
import { leaningDraws, type TailSampling } from "./leaning-draws.ts";
import { type LossForm, lossForm, type Sensitivities } from "./loss-form.ts";
import type { RiskWarning } from "./risk-estimate.ts";
import type { SimulatedEstimate } from "./simulated-var.ts";
import { upperTail } from "./upper-tail.ts";

export interface ImportanceVarOptions extends RiskOptions {
  /**
   * Towards which losses the draws lean: `none`, plain draws; `delta`, along the loss's slope;
   * `delta-gamma`, along slope and curvature.
   */
  readonly tilt: "none" | "delta" | "delta-gamma";
  readonly draws: number;
  readonly seed: number;
  /** P&L, signed, at a move of the factors, an array used again; delta-gamma when not given. */
  readonly pnl?: (moves: Float64Array) => number;
  /** `independent` when not given, or `sobol` where `pointsPerReplicate` is. */
  readonly sampling?: TailSampling;
  /** Draws of a replicate, of which `draws` holds 20 or more; for `sobol` a power of two. */
  readonly pointsPerReplicate?: number;
}

export interface ImportanceEstimate extends SimulatedEstimate {
  readonly tilt: "none" | "delta" | "delta-gamma";
  /** How many plain independent draws know the tail's probability as well as one of these. */
  readonly varianceRatio: number;
}

/**
 * Monte Carlo VaR and expected shortfall of any P&L of normal factors (mean zero, a covariance), with draws
 * that lean towards large losses and weights that undo it: unbiased for the tail's probability whatever
 * the P&L; the closer delta and gamma describe it in the tail, the better known. A tenth of the draws does
 * not lean (a defensive mixture): where delta and gamma mislead, the estimate is as good as that tenth.
 *
 * Parameters count as known (`known-parameters`); standard errors are of the simulation, see
 * {@link upperTail}, and `varianceRatio` is measured on the same draws: below 1 the tilt does harm.
 *
 * Sources: P. Glasserman, P. Heidelberger, P. Shahabuddin, Management Science 46 (2000); T. Hesterberg,
 * Weighted average importance sampling and defensive mixture distributions, Technometrics 37 (1995).
 *
 * @throws RangeError as {@link deltaGammaVar} does, for a P&L that is not finite, for more than 255 factors
 * from Sobol points, and for too few draws to know the tail.
 * @example importanceVar({ delta, gamma }, covariance, { confidence: 0.99, horizonDays: 1, unit: "USD",
 *   tilt: "delta-gamma", draws: 10_000, seed: 7, pnl: (moves) => revalued(moves) })
 */
export function importanceVar(
  sensitivities: Sensitivities,
  covariance: Matrix,
  options: ImportanceVarOptions,
): ImportanceEstimate {
  checkArguments(sensitivities, covariance, options);
  const { confidence, horizonDays, unit, draws, seed, pointsPerReplicate = 1 } = options;
  const form = lossForm(sensitivities, covariance);
  const { losses, weights } = leaningDraws({
    ...{ form, tilt: tiltOf(form, options), curved: options.tilt === "delta-gamma" },
    ...{ sampling: samplingOf(options), draws, pointsPerReplicate, seed },
    ...(options.pnl !== undefined && { pnl: options.pnl }),
  });
  const tail = upperTail({ losses, weights, confidence, groupSize: pointsPerReplicate });
  const { probabilityError, ...found } = tail;
  const plain = (confidence * (1 - confidence)) / draws;
  const varianceRatio = probabilityError === 0 ? 1 : plain / square(probabilityError);
  const estimate = {
    ...found,
    unit,
    method: options.tilt === "none" ? "Monte Carlo" : `importance sampling, ${options.tilt}`,
    confidence,
    horizonDays,
    observations: draws,
    seed,
    tilt: options.tilt,
    varianceRatio,
    warnings: warningsOf(options, varianceRatio),
  };
  return withIntervals(estimate, options.intervalLevel);
}

/** Plain draws measure their own worth with noise, and are not warned of. */
function warningsOf({ tilt }: ImportanceVarOptions, ratio: number): RiskWarning[] {
  const known: RiskWarning = {
    code: "known-parameters",
    message: "the law of the factors counts as known: errors are of the simulation alone",
  };
  if (tilt === "none" || ratio >= 1) return [known];
  const message = `the draws lean where the losses are not: worth ${ratio} plain draws each`;
  return [known, { code: "harmful-tilt", message }];
}

function checkArguments(
  sensitivities: Sensitivities,
  covariance: Matrix,
  options: ImportanceVarOptions,
): void {
  checkObject("sensitivities", sensitivities);
  checkObject("options", options);
  const { delta, gamma } = sensitivities;
  const { tilt, draws, seed, pnl } = options;
  checkCovarianceVar(delta, covariance, { ...options });
  checkSymmetric("gamma", gamma);
  checkSameLength(["delta", "gamma"], delta, { length: gamma.rows });
  checkOneOf("tilt", tilt, ["none", "delta", "delta-gamma"]);
  checkCount("draws", draws, 20);
  checkCount("seed", seed, 0);
  if (pnl !== undefined) checkFunction("pnl", pnl);
  checkReplicates(options, delta.length);
}

function samplingOf({ sampling, pointsPerReplicate }: ImportanceVarOptions): TailSampling {
  return sampling ?? (pointsPerReplicate === undefined ? "independent" : "sobol");
}

function checkReplicates(options: ImportanceVarOptions, factors: number): void {
  const { pointsPerReplicate: points } = options;
  const sampling = samplingOf(options);
  checkOneOf("sampling", sampling, ["independent", "stratified", "sobol"]);
  if (sampling === "independent") {
    if (points === undefined) return;
    throw new RangeError(`pointsPerReplicate must be left out of independent draws: ${points}`);
  }
  checkCount("pointsPerReplicate", points as number, sampling === "sobol" ? 1 : 2);
  if (sampling === "stratified") return;
  if (!isPowerOfTwo(points!) || points! > 2 ** 21) {
    throw new RangeError(`pointsPerReplicate must be a power of two up to 2^21: ${points}`);
  }
  if (factors >= mostSobolDimensions) {
    throw new RangeError(`factors must be fewer than ${mostSobolDimensions}: ${factors}`);
  }
}

function tiltOf(form: LossForm, { tilt, confidence }: ImportanceVarOptions): ExponentialTilt {
  const flat = form.square.map(() => 0);
  if (tilt === "delta-gamma") return exponentialTilt(form, 1 - confidence);
  const linear = tilt === "delta" ? form.linear : flat;
  return exponentialTilt({ linear, square: flat }, 1 - confidence);
}
