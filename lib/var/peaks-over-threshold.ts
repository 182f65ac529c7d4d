import {
  checkFinite,
  checkFraction,
  checkObject,
  checkOneOf,
  checkSample,
  describe,
} from "../base/check.ts";
import { deltaMethodError } from "../math/delta-method.ts";
import { fitGpd, type GpdFit, type GpdMethod, gpdShapesSearched } from "../math/fit-gpd.ts";
import type { Interval } from "../math/interval.ts";
import { naturalExp } from "../math/natural-exp.ts";
import { naturalLog } from "../math/natural-log.ts";
import { sortedQuantile } from "../math/quantile.ts";
import { meanProfileInterval, profileInterval, shapeProfileInterval } from "./gpd-profile.ts";
import { type GpdLaw, gpdTail, tailBeyond } from "./gpd-tail.ts";
import { lossesOf } from "./historical-var.ts";
import {
  checkRiskOptions,
  type IntervalEstimate,
  normalInterval,
  type RiskOptions,
  withIntervals,
} from "./interval-estimate.ts";
import type { RiskWarning } from "./risk-estimate.ts";
import type { TailRisk } from "./tail-risk.ts";

export interface PeaksOverThresholdOptions extends RiskOptions {
  /** The threshold as a quantile (type 7) of the losses; 0.9 when neither is given. */
  readonly thresholdProbability?: number;
  /** The threshold as a loss, instead of a quantile. */
  readonly threshold?: number;
  /** `maximum-likelihood` when not given. */
  readonly method?: GpdMethod;
  /**
   * `normal` (the default): estimate ± z × standard error. `profile-likelihood`: not symmetric, and
   * far better for a long tail; by maximum likelihood only, with the share above the threshold as given.
   */
  readonly intervals?: PeaksIntervals;
}

/** How the intervals around an estimate from peaks over a threshold are made. */
export type PeaksIntervals = "normal" | "profile-likelihood";

/** The tail law behind the estimate. */
export interface PeaksOverThresholdEstimate extends IntervalEstimate, GpdLaw {
  readonly logLikelihood: number;
  /** NaN where the estimator has none. */
  readonly shapeStandardError: number;
  readonly scaleStandardError: number;
  readonly shapeInterval: Interval;
  readonly intervals: PeaksIntervals;
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
  checkObject("options", options);
  checkRiskOptions(options);
  checkSample("pnl", pnl, 10);
  const { confidence, method = "maximum-likelihood" } = options;
  checkIntervals(options);
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
  const shapes = normalInterval(fit.shape, estimate.shapeStandardError, options.intervalLevel);
  return {
    ...withIntervals(estimate, options.intervalLevel),
    shapeInterval: shapes,
    intervals: options.intervals ?? "normal",
    ...(options.intervals === "profile-likelihood" && profiles(fit, law, { excesses, options })),
  };
}

function checkIntervals({ intervals = "normal", method }: PeaksOverThresholdOptions): void {
  checkOneOf("intervals", intervals, ["normal", "profile-likelihood"]);
  if (intervals === "profile-likelihood" && method === "probability-weighted-moments") {
    throw new RangeError(`intervals must be normal for ${method}: ${describe(intervals)}`);
  }
}

type Intervals = Pick<
  PeaksOverThresholdEstimate,
  "shapeInterval" | "valueAtRiskInterval" | "expectedShortfallInterval"
>;

interface Profiled {
  readonly excesses: Float64Array;
  readonly options: PeaksOverThresholdOptions;
}

/** VaR and expected shortfall less the threshold are the scale times a function of the shape. */
function profiles(fit: GpdFit, law: GpdLaw, { excesses, options }: Profiled): Intervals {
  const { confidence, intervalLevel: level = 0.95 } = options;
  const share = law.exceedances / law.observations;
  const multiple = (figure: keyof TailRisk) => (shape: number) =>
    tailBeyond({ shape, scale: 1, share }, 0, confidence)[figure];
  const spread = fit.covariance ? Math.sqrt(fit.covariance[0]![0]!) : 1;
  const { lowest, highest } = gpdShapesSearched;
  const lower = Math.max(lowest, fit.shape - 10 * spread);
  const upper = Math.min(highest, fit.shape + 20 * spread);
  const summit = { ...fit, excesses, shapes: { lower, upper } };
  const above = ({ lower: from, upper: to }: Interval): Interval => ({
    lower: law.threshold + from,
    upper: law.threshold + to,
  });
  const atThreshold = multiple("valueAtRisk")(fit.shape) < 1e-12;
  return {
    shapeInterval: shapeProfileInterval(summit, level),
    valueAtRiskInterval: atThreshold
      ? { lower: law.threshold, upper: law.threshold }
      : above(profileInterval(summit, multiple("valueAtRisk"), level)),
    expectedShortfallInterval: above(
      meanProfileInterval(summit, multiple("expectedShortfall"), level),
    ),
  };
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
    const tail = { shape: shape!, scale: naturalExp(logScale!), share: naturalExp(logShare!) };
    return tailBeyond(tail, 0, confidence)[figure];
  };
  return law.scale * deltaMethodError(of, [law.shape, 0, naturalLog(share)], full);
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
