import {
  checkFinite,
  checkFraction,
  checkNonNegative,
  checkNumber,
  checkObject,
  checkSample,
} from "../base/check.ts";
import { deltaMethodError } from "../math/delta-method.ts";
import { fitStudentT, type StudentTFit } from "../math/fit-student-t.ts";
import { naturalExp } from "../math/natural-exp.ts";
import { studentTDensity, studentTQuantile } from "../math/student-t.ts";
import {
  checkRiskOptions,
  type IntervalEstimate,
  type RiskOptions,
  withIntervals,
} from "./interval-estimate.ts";
import { flatTailWarning } from "./normal-var.ts";
import type { RiskWarning } from "./risk-estimate.ts";
import type { TailRisk } from "./tail-risk.ts";

/** Student's t of profit and loss, stated by its standard deviation and not by its scale. */
export interface StudentTLaw {
  readonly mean: number;
  readonly standardDeviation: number;
  /** Above 2: below, there is no standard deviation. */
  readonly degreesOfFreedom: number;
}

/**
 * VaR and expected shortfall of Student's t of a mean and standard deviation:
 * scale = standardDeviation sqrt((n - 2) / n), VaR = scale t - mean,
 * ES = scale f(t) / (1 - confidence) (n + t²) / (n - 1) - mean, with t and f of the plain t law.
 *
 * Source: A. McNeil, R. Frey, P. Embrechts, Quantitative Risk Management (2015), example 2.15.
 *
 * @throws RangeError for degrees of freedom of 2 or less and a confidence outside (0, 1).
 */
export function studentTTail(law: StudentTLaw, confidence: number): TailRisk {
  checkObject("law", law);
  const { degreesOfFreedom, standardDeviation } = law;
  checkFinite("mean", law.mean);
  checkNonNegative("standardDeviation", standardDeviation);
  checkFraction("confidence", confidence);
  checkNumber("degreesOfFreedom", degreesOfFreedom);
  if (!(degreesOfFreedom > 2 && degreesOfFreedom < Infinity)) {
    throw new RangeError(`degreesOfFreedom must be above 2: ${degreesOfFreedom}`);
  }
  const scale = standardDeviation * Math.sqrt((degreesOfFreedom - 2) / degreesOfFreedom);
  return scaledTail({ location: law.mean, scale, degreesOfFreedom }, confidence);
}

export interface StudentTVarOptions extends RiskOptions {
  /** Held at this value; fitted with location and scale when not given. */
  readonly degreesOfFreedom?: number;
}

/** The law behind a Student-t estimate. */
export interface StudentTEstimate extends IntervalEstimate {
  readonly location: number;
  /** Not the standard deviation. */
  readonly scale: number;
  readonly degreesOfFreedom: number;
  /** scale sqrt(n / (n - 2)); Infinity for 2 degrees of freedom or fewer. */
  readonly standardDeviation: number;
  readonly logLikelihood: number;
}

/**
 * VaR and expected shortfall of Student's t fitted by maximum likelihood: location, scale and, unless
 * given, degrees of freedom. Standard errors by the delta method from the observed information.
 *
 * With one degree of freedom or less expected shortfall is Infinity, with a warning. Needs ten
 * observations, not more than half of them equal.
 *
 * @throws RangeError for such samples, NaN and options that are not what they must be.
 * @example studentTVar(pnl, { confidence: 0.99, horizonDays: 1, unit: "USD" }).degreesOfFreedom
 */
export function studentTVar(pnl: ArrayLike<number>, options: StudentTVarOptions): StudentTEstimate {
  checkObject("options", options);
  checkRiskOptions(options);
  checkSample("pnl", pnl, 10);
  const { confidence, degreesOfFreedom } = options;
  const fit = fitStudentT(pnl, degreesOfFreedom === undefined ? {} : { degreesOfFreedom });
  const risk = scaledTail(fit, confidence);
  const { degreesOfFreedom: n } = fit;
  const estimate = {
    ...risk,
    unit: options.unit,
    method: "student-t",
    confidence,
    horizonDays: options.horizonDays,
    observations: pnl.length,
    tailCount: 0,
    standardError: errorOf(fit, confidence, "valueAtRisk"),
    expectedShortfallStandardError: errorOf(fit, confidence, "expectedShortfall"),
    location: fit.location,
    scale: fit.scale,
    degreesOfFreedom: n,
    standardDeviation: n > 2 ? fit.scale * Math.sqrt(n / (n - 2)) : Infinity,
    logLikelihood: fit.logLikelihood,
    warnings: warningsOf(fit, risk),
  };
  return withIntervals(estimate, options.intervalLevel);
}

type ScaledLaw = Pick<StudentTFit, "location" | "scale" | "degreesOfFreedom">;

function scaledTail(law: ScaledLaw, confidence: number): TailRisk {
  const { location, scale, degreesOfFreedom: n } = law;
  const t = studentTQuantile(confidence, n);
  const valueAtRisk = scale * t - location;
  if (n <= 1) return { valueAtRisk, expectedShortfall: Infinity };
  const beyond = ((studentTDensity(t, n) / (1 - confidence)) * (n + t * t)) / (n - 1);
  return { valueAtRisk, expectedShortfall: Math.max(valueAtRisk, scale * beyond - location) };
}

function errorOf(fit: StudentTFit, confidence: number, figure: keyof TailRisk): number {
  if (fit.covariance === undefined) return Number.NaN;
  if (figure === "expectedShortfall" && fit.degreesOfFreedom <= 1) return Number.NaN;
  const of = ([location, logScale, logDegrees]: readonly number[]): number => {
    const law = { location: location!, scale: naturalExp(logScale!) };
    return scaledTail({ ...law, degreesOfFreedom: naturalExp(logDegrees!) }, confidence)[figure];
  };
  return fit.unit * deltaMethodError(of, fit.point, fit.covariance);
}

function warningsOf(fit: StudentTFit, risk: TailRisk): RiskWarning[] {
  const { degreesOfFreedom: n } = fit;
  const warnings = flatTailWarning(risk);
  if (n <= 2) {
    const message = `${n} degrees of freedom: the law has no finite variance`;
    warnings.push({ code: "infinite-variance", message });
  }
  if (n <= 1) {
    const message = `${n} degrees of freedom: the law has no finite expected shortfall`;
    warnings.push({ code: "infinite-shortfall", message });
  }
  if (fit.onBound) {
    const message = `degrees of freedom stopped at the limit of the search, ${n}`;
    warnings.push({ code: "on-bound", message });
  }
  if (!fit.converged) {
    const message = "the search ended before the likelihood was level";
    warnings.push({ code: "not-converged", message });
  }
  if (fit.covariance === undefined) {
    const message = "the information matrix is not positive definite";
    warnings.push({ code: "no-standard-errors", message });
  }
  return warnings;
}
