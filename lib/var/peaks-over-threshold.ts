import {
  checkCount,
  checkFinite,
  checkFraction,
  checkPositive,
  checkSample,
} from "../base/check.ts";
import { deltaMethodError } from "../math/delta-method.ts";
import { fitGpd, type GpdFit, type GpdMethod } from "../math/fit-gpd.ts";
import { sortedQuantile } from "../math/quantile.ts";
import { lossesOf } from "./historical-var.ts";
import {
  checkRiskOptions,
  type IntervalEstimate,
  type RiskOptions,
  withIntervals,
} from "./interval-estimate.ts";
import type { RiskWarning } from "./risk-estimate.ts";
import type { TailRisk } from "./tail-risk.ts";

/** A generalised Pareto law of the losses above a threshold. */
export interface GpdLaw {
  /** xi; at 1 or above there is no expected shortfall. */
  readonly shape: number;
  readonly scale: number;
  readonly threshold: number;
  readonly observations: number;
  /** How many observations lie above the threshold. */
  readonly exceedances: number;
}

/**
 * VaR = u + scale / shape ((n (1 - confidence) / exceedances)^(-shape) - 1) and expected shortfall
 * (VaR + scale - shape u) / (1 - shape); Infinity for a shape of 1 or more.
 *
 * Source: A. McNeil, R. Frey, P. Embrechts, Quantitative Risk Management (2015), equations 5.18 and
 * 5.20.
 *
 * @throws RangeError for a confidence at which VaR lies below the threshold: the law says nothing there.
 */
export function gpdTail(law: GpdLaw, confidence: number): TailRisk {
  const { shape, scale, threshold, observations, exceedances } = law;
  checkFinite("shape", shape);
  checkPositive("scale", scale);
  checkFinite("threshold", threshold);
  checkCount("observations", observations, 1);
  checkCount("exceedances", exceedances, 1);
  checkFraction("confidence", confidence);
  const share = exceedances / observations;
  if (1 - confidence > share * (1 + 1e-12)) {
    const least = 1 - share;
    throw new RangeError(`confidence must be at least ${least}, the threshold's: ${confidence}`);
  }
  return tailBeyond({ shape, scale, share }, threshold, confidence);
}

export interface PeaksOverThresholdOptions extends RiskOptions {
  /** The threshold as a quantile (type 7) of the losses; 0.9 when neither is given. */
  readonly thresholdProbability?: number;
  /** The threshold as a loss, instead of a quantile. */
  readonly threshold?: number;
  /** `maximum-likelihood` when not given. */
  readonly method?: GpdMethod;
}

/** The tail law behind the estimate. */
export interface PeaksOverThresholdEstimate extends IntervalEstimate, GpdLaw {
  readonly logLikelihood: number;
  /** NaN where the estimator has none. */
  readonly shapeStandardError: number;
  readonly scaleStandardError: number;
}

/**
 * VaR and expected shortfall from a generalised Pareto law of the losses above a threshold.
 *
 * Standard errors by the delta method from shape, scale and the binomial share above the threshold,
 * which is itself taken as given; losses as independent. NaN, with a warning, where the estimator has
 * none. Needs ten losses above the threshold, not all equal.
 *
 * @throws RangeError for such samples, NaN, a confidence below the threshold's and unknown options.
 * @example peaksOverThresholdVar(pnl, { confidence: 0.99, horizonDays: 1, unit: "USD" }).shape
 */
export function peaksOverThresholdVar(
  pnl: ArrayLike<number>,
  options: PeaksOverThresholdOptions,
): PeaksOverThresholdEstimate {
  checkRiskOptions(options);
  checkSample("pnl", pnl, 10);
  const { confidence, method = "maximum-likelihood" } = options;
  const losses = lossesOf(pnl);
  const threshold = thresholdOf(losses, options);
  const excesses = losses.filter((loss) => loss > threshold).map((loss) => loss - threshold);
  const fit = fitGpd(excesses, method);
  const law = {
    shape: fit.shape,
    scale: fit.scale,
    threshold,
    observations: losses.length,
    exceedances: excesses.length,
  };
  const risk = gpdTail(law, confidence);
  const { covariance } = fit;
  const estimate = {
    ...risk,
    ...law,
    unit: options.unit,
    method: `peaks-over-threshold by ${method}`,
    confidence,
    horizonDays: options.horizonDays,
    tailCount: excesses.length,
    standardError: errorOf(fit, law, { confidence, figure: "valueAtRisk" }),
    expectedShortfallStandardError: errorOf(fit, law, { confidence, figure: "expectedShortfall" }),
    logLikelihood: fit.logLikelihood,
    shapeStandardError: covariance ? Math.sqrt(covariance[0]![0]!) : Number.NaN,
    scaleStandardError: covariance ? fit.scale * Math.sqrt(covariance[1]![1]!) : Number.NaN,
    warnings: warningsOf(fit),
  };
  return withIntervals(estimate, options.intervalLevel);
}

/** The threshold that options ask for: a loss, or a quantile of the losses. */
function thresholdOf(losses: Float64Array, options: PeaksOverThresholdOptions): number {
  const { threshold, thresholdProbability } = options;
  if (threshold !== undefined) {
    if (thresholdProbability !== undefined) {
      throw new RangeError("threshold and thresholdProbability must not both be given");
    }
    checkFinite("threshold", threshold);
    return threshold;
  }
  checkFraction("thresholdProbability", thresholdProbability ?? 0.9);
  return sortedQuantile(losses.toSorted(), thresholdProbability ?? 0.9, 7);
}

interface TailShape {
  readonly shape: number;
  readonly scale: number;
  /** The share of losses above the threshold. */
  readonly share: number;
}

function tailBeyond(
  { shape, scale, share }: TailShape,
  threshold: number,
  confidence: number,
): TailRisk {
  const log = Math.log(share / (1 - confidence));
  const beyond = shape === 0 ? log : Math.expm1(shape * log) / shape;
  const valueAtRisk = threshold + scale * Math.max(0, beyond);
  if (shape >= 1) return { valueAtRisk, expectedShortfall: Infinity };
  const mean = (scale + shape * (valueAtRisk - threshold)) / (1 - shape);
  return { valueAtRisk, expectedShortfall: valueAtRisk + Math.max(0, mean) };
}

interface Asked {
  readonly confidence: number;
  readonly figure: keyof TailRisk;
}

/** In units of the scale; the third variable is the log of the share above the threshold. */
function errorOf({ covariance }: GpdFit, law: GpdLaw, { confidence, figure }: Asked): number {
  if (covariance === undefined) return Number.NaN;
  if (figure === "expectedShortfall" && law.shape >= 1) return Number.NaN;
  const share = law.exceedances / law.observations;
  const full = [
    [...covariance[0]!, 0],
    [...covariance[1]!, 0],
    [0, 0, (1 - share) / (share * law.observations)],
  ];
  const of = ([shape, logScale, logShare]: readonly number[]): number => {
    const tail = { shape: shape!, scale: Math.exp(logScale!), share: Math.exp(logShare!) };
    return tailBeyond(tail, 0, confidence)[figure];
  };
  return law.scale * deltaMethodError(of, [law.shape, 0, Math.log(share)], full);
}

function warningsOf(fit: GpdFit): RiskWarning[] {
  const warnings: RiskWarning[] = [];
  const add = (code: RiskWarning["code"], message: string): void => {
    warnings.push({ code, message });
  };
  if (fit.shape >= 1) {
    add("infinite-shortfall", `a shape of ${fit.shape} leaves no finite expected shortfall`);
  }
  if (fit.onBound) add("on-bound", `the shape stopped at the limit of the search, ${fit.shape}`);
  if (!fit.converged) add("not-converged", "the search ended before the likelihood was level");
  if (fit.covariance === undefined) {
    add("no-standard-errors", `the estimator has no usual variance at a shape of ${fit.shape}`);
  }
  return warnings;
}
