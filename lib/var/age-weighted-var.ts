import { checkFraction, checkObject, checkSample } from "../base/check.ts";
import { expm1 } from "../math/elementary/expm1.ts";
import { power } from "../math/elementary/power.ts";
import { naturalLog } from "../math/natural-log.ts";
import { checkSampleForConfidence, lossesOf } from "./historical-var.ts";
import {
  checkRiskOptions,
  type IntervalEstimate,
  type RiskOptions,
  withIntervals,
} from "./interval-estimate.ts";
import { flatTailWarning } from "./normal-var.ts";
import { sortWeighted, type WeightedTail, weightedTail } from "./weighted-tail.ts";

export interface AgeWeightedVarOptions extends RiskOptions {
  /** Weight of a day over that of the next, in (0, 1): 0.98 and 0.99 are usual. */
  readonly lambda: number;
}

/** A historical estimate in which later outcomes weigh more. */
export interface AgeWeightedEstimate extends IntervalEstimate {
  readonly lambda: number;
  readonly effectiveObservations: number;
}

/** Below this count a tail average is one or two days' news. */
const fewestInTail = 5;

/**
 * Historical VaR and expected shortfall with weights lambda^age (1 - lambda) / (1 - lambda^n), the last
 * outcome being of age 0: outcomes in the order of time. See {@link weightedTail} for the quantile,
 * which does not interpolate, and for the standard errors.
 *
 * Source: J. Boudoukh, M. Richardson, R. Whitelaw, The best of both worlds, Risk 11 (1998).
 *
 * The effective number of observations, (1 + lambda) / (1 - lambda) in a long sample, is what the
 * standard errors rest on: 99 for 0.98.
 *
 * @throws RangeError for NaN, a lambda outside (0, 1), and a sample too small for the confidence.
 */
export function ageWeightedVar(
  pnl: ArrayLike<number>,
  options: AgeWeightedVarOptions,
): AgeWeightedEstimate {
  checkObject("options", options);
  checkRiskOptions(options);
  const { confidence, lambda } = options;
  checkFraction("lambda", lambda);
  checkSample("pnl", pnl, 1);
  checkSampleForConfidence("pnl", pnl.length, confidence);
  const losses = lossesOf(pnl);
  const tail = weightedTail(sortWeighted(losses, weightsByAge(losses.length, lambda)), confidence);
  const estimate = {
    ...tail,
    unit: options.unit,
    method: "age-weighted",
    confidence,
    horizonDays: options.horizonDays,
    observations: losses.length,
    lambda,
    warnings: [...thinTailWarning(tail), ...flatTailWarning(tail)],
  };
  return withIntervals(estimate, options.intervalLevel);
}

function weightsByAge(count: number, lambda: number): Float64Array {
  const whole = -expm1(count * naturalLog(lambda)) / (1 - lambda);
  return Float64Array.from({ length: count }, (_, i) => power(lambda, count - 1 - i) / whole);
}

function thinTailWarning({ tailCount }: WeightedTail): { code: "thin-tail"; message: string }[] {
  if (tailCount >= fewestInTail) return [];
  const noun = tailCount === 1 ? "observation" : "observations";
  return [{ code: "thin-tail", message: `expected shortfall rests on ${tailCount} ${noun}` }];
}
