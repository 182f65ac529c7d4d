import { checkObject, checkOneOf, checkSample } from "../../base/check.ts";
import { naturalLog } from "../../math/natural-log.ts";
import { halfLife } from "../half-life.ts";
import { type GarchSpecification, garchCoordinates } from "./garch-coordinates.ts";
import { estimatesOf, type GarchEstimate, type SevenNumbers, unscale } from "./garch-estimates.ts";
import { type GarchPath, garchFilter } from "./garch-filter.ts";
import { recursionOf } from "./garch-likelihood.ts";
import { garchLongRunVariance } from "./garch-long-run.ts";
import {
  checkGarchChoice,
  type GarchKind,
  type GarchModel,
  garchPersistence,
  type Innovations,
  isStationaryGarch,
} from "./garch-model.ts";
import { type GarchStart, type ScaledSample, scaleSample } from "./garch-sample.ts";
import { type GarchWarning, warningsOf } from "./garch-warnings.ts";
import { maximizeLikelihood } from "./maximize-likelihood.ts";

export interface GarchFitOptions {
  readonly model: GarchKind;
  readonly innovations: Innovations;
  /** `constant`, estimated with the rest, when not given. */
  readonly mean?: "zero" | "constant";
  /** Where the recursion starts; `backcast` when not given. */
  readonly start?: GarchStart;
}

/** A fitted model. Volatilities are per period, in the unit of the returns. */
export interface GarchFit {
  /** The parameters, ready for `garchFilter`, `garchForecast` and `simulateGarch`. */
  readonly model: Required<Pick<GarchModel, "mean" | "gamma" | "innovations">> & GarchModel;
  /** The estimated ones with their standard errors. */
  readonly estimates: readonly GarchEstimate[];
  readonly logLikelihood: number;
  /** 2 k - 2 ln L, with k the number of estimates. */
  readonly aic: number;
  /** k ln n - 2 ln L. */
  readonly bic: number;
  readonly observations: number;
  readonly start: GarchStart;
  readonly converged: boolean;
  readonly iterations: number;
  readonly persistence: number;
  /** Periods until half of a shock to the variance (EGARCH: to its logarithm) is gone. */
  readonly halfLife: number;
  readonly stationary: boolean;
  /** Left out where there is none or none in closed form (an EGARCH unless normal). */
  readonly longRunVolatility?: number;
  /** Conditional volatility, residuals and the state to forecast from. */
  readonly path: GarchPath;
  readonly warnings: readonly GarchWarning[];
}

/**
 * Fits GARCH(1,1), GJR(1,1) or EGARCH(1,1) to returns by maximum likelihood.
 *
 * The unit of the returns does not matter: they are scaled inside, and every figure comes back in
 * their own unit. Parameters keep the variance positive; nothing else is enforced, so a fit that is
 * not stationary is reported as one.
 *
 * @throws GarchRefusedError for fewer than 50 returns and for returns that do not vary; RangeError on
 * NaN and unknown options.
 * @example fitGarch(returns, { model: "gjr", innovations: "student-t" }).path.forecast
 */
export function fitGarch(returns: ArrayLike<number>, options: GarchFitOptions): GarchFit {
  checkObject("options", options);
  const { model: kind, innovations, mean = "constant", start = "backcast" } = options;
  checkGarchChoice(kind, innovations);
  checkOneOf("mean", mean, ["zero", "constant"]);
  checkOneOf("start", start, ["backcast", "sample-variance"]);
  checkSample("returns", returns, 0);
  const scaled = scaleSample(returns, { kind, innovations, mean }, start);
  const coordinates = garchCoordinates({ kind, innovations, mean });
  const summit = maximizeLikelihood(scaled.sample, coordinates);
  const model = modelOf({ kind, innovations, mean }, unscale(summit.vector, scaled));
  const estimates = estimatesOf(model, { scaled, vector: summit.vector, free: coordinates.free });
  const count = returns.length;
  const logLikelihood = summit.value - count * naturalLog(scaled.scale);
  const longRun = garchLongRunVariance(model);
  const persistence = garchPersistence(model);
  return {
    model,
    estimates,
    logLikelihood,
    aic: 2 * estimates.length - 2 * logLikelihood,
    bic: estimates.length * naturalLog(count) - 2 * logLikelihood,
    observations: count,
    start,
    converged: summit.converged,
    iterations: summit.iterations,
    persistence,
    halfLife: halfLife(persistence),
    stationary: isStationaryGarch(model),
    ...(longRun !== undefined && { longRunVolatility: Math.sqrt(longRun) }),
    path: garchFilter(model, returns, { initialVariance: firstVariance(scaled, summit.vector) }),
    warnings: warningsOf(model, { ...summit, estimates, observations: count }),
  };
}

function modelOf(
  { kind, innovations, mean }: GarchSpecification,
  vector: readonly number[],
): GarchFit["model"] {
  const [level, omega, alpha, gamma, beta, degreesOfFreedom, skew] = vector as SevenNumbers;
  return {
    kind,
    innovations,
    mean: mean === "zero" ? 0 : level,
    omega,
    alpha,
    gamma,
    beta,
    ...(innovations !== "normal" && { degreesOfFreedom }),
    ...(innovations === "skewed-t" && { skew }),
  };
}

function firstVariance({ sample, scale }: ScaledSample, vector: readonly number[]): number {
  return recursionOf(sample, vector).first * scale * scale;
}
