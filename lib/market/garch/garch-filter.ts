import { checkObject, checkPositive, checkSample } from "../../base/check.ts";
import { square } from "../../math/elementary/power.ts";
import { naturalExp } from "../../math/natural-exp.ts";
import { naturalLog } from "../../math/natural-log.ts";
import { checkGarchModel, type GarchModel } from "./garch-model.ts";
import { meanAbsoluteNormal } from "./variance-recursion.ts";

/** Where a model stands after a period: enough to forecast from. */
export interface GarchState {
  /** The variance the period had. */
  readonly variance: number;
  /** Its return less the model's mean, signed. */
  readonly residual: number;
}

export interface GarchFilterOptions {
  /** Variance of the first return's period. */
  readonly initialVariance: number;
}

/** A model run over returns; per period, in the unit of the returns (not annualised). */
export interface GarchPath {
  /** Element t is the volatility of return t as known before it; the first is the start. */
  readonly volatility: Float64Array;
  /** Returns less the mean. */
  readonly residuals: Float64Array;
  /** Residuals over volatility: of mean 0 and variance 1 where the model holds. */
  readonly standardizedResiduals: Float64Array;
  /** Volatility of the period after the last return. */
  readonly forecast: number;
  /** The last period. */
  readonly state: GarchState;
}

/**
 * The conditional volatility of returns under given parameters: nothing is estimated. Needs one
 * return. Parameters without a long-run variance are run as they are.
 *
 * @throws RangeError on NaN, on parameters that allow a negative variance, on a start that is not
 * positive, and when the volatility leaves the range of numbers, naming the return after which.
 * @example garchFilter(fit.model, laterReturns, { initialVariance: fit.path.forecast ** 2 })
 */
export function garchFilter(
  model: GarchModel,
  returns: ArrayLike<number>,
  options: GarchFilterOptions,
): GarchPath {
  checkObject("model", model);
  checkObject("options", options);
  checkGarchModel(model);
  checkSample("returns", returns, 1);
  checkPositive("initialVariance", options.initialVariance);
  const { mean = 0 } = model;
  const residuals = Float64Array.from(returns, (value) => value - mean);
  const volatility = new Float64Array(residuals.length);
  let variance = options.initialVariance;
  residuals.forEach((residual, t) => {
    volatility[t] = Math.sqrt(variance);
    variance = nextVariance(model, { variance, residual });
    if (!(variance > 0 && variance < Infinity)) {
      throw new RangeError(`variance after returns[${t}] must be a positive number: ${variance}`);
    }
  });
  const last = volatility.length - 1;
  return {
    volatility,
    residuals,
    standardizedResiduals: residuals.map((residual, t) => residual / volatility[t]!),
    forecast: Math.sqrt(variance),
    state: { variance: square(volatility[last]!), residual: residuals[last]! },
  };
}

/** The variance of the period that follows `state`; the model and the state are not checked. */
export function nextVariance(model: GarchModel, { variance, residual }: GarchState): number {
  const { kind, omega, alpha, gamma = 0, beta } = model;
  if (kind === "egarch") {
    const z = residual / Math.sqrt(variance);
    const shock = alpha * (Math.abs(z) - meanAbsoluteNormal) + gamma * z;
    return naturalExp(omega + shock + beta * naturalLog(variance));
  }
  const weight = residual < 0 ? alpha + gamma : alpha;
  return omega + weight * residual * residual + beta * variance;
}
