import {
  checkFinite,
  checkFraction,
  checkNonNegative,
  checkObject,
  checkOneOf,
  checkSample,
} from "../base/check.ts";
import { square } from "../math/elementary/power.ts";
import { mean, standardDeviation } from "../math/moments.ts";
import { normalDensity } from "../math/normal-distribution.ts";
import { normalQuantile } from "../math/normal-quantile.ts";
import {
  checkRiskOptions,
  type IntervalEstimate,
  type RiskOptions,
  withIntervals,
} from "./interval-estimate.ts";
import type { RiskWarning } from "./risk-estimate.ts";
import type { TailRisk } from "./tail-risk.ts";

/** A normal law of profit and loss, signed: a loss is negative. */
export interface NormalLaw {
  readonly mean: number;
  readonly standardDeviation: number;
}

/**
 * VaR = z s - m and expected shortfall = s phi(z) / (1 - confidence) - m for outcomes of mean m and
 * standard deviation s, with z the normal quantile at `confidence`.
 *
 * @throws RangeError for a confidence outside (0, 1) and a negative standard deviation.
 * @example normalTail({ mean: 0, standardDeviation: 1 }, 0.95).valueAtRisk // 1.6448536269514722
 */
export function normalTail(law: NormalLaw, confidence: number): TailRisk {
  checkObject("law", law);
  checkFinite("mean", law.mean);
  checkNonNegative("standardDeviation", law.standardDeviation);
  checkFraction("confidence", confidence);
  const z = normalQuantile(confidence);
  const valueAtRisk = z * law.standardDeviation - law.mean;
  const beyond = (law.standardDeviation * normalDensity(z)) / (1 - confidence) - law.mean;
  return { valueAtRisk, expectedShortfall: Math.max(valueAtRisk, beyond) };
}

export interface NormalVarOptions extends RiskOptions {
  /** `sample` when not given; `zero` leaves the mean out and takes squares about zero. */
  readonly mean?: "sample" | "zero";
}

/**
 * VaR and expected shortfall of a normal law with the mean and standard deviation of the sample.
 *
 * Standard errors assume the law: sqrt(s² / n + k² s² / (2 n)), k being the multiple of s; the first
 * term is left out with a mean of zero. Needs two observations. Equal ones give a flat tail, with a
 * warning.
 *
 * @throws RangeError for NaN, fewer observations and options that are not what they must be.
 * @example normalVar(pnl, { confidence: 0.99, horizonDays: 1, unit: "USD" })
 */
export function normalVar(pnl: ArrayLike<number>, options: NormalVarOptions): IntervalEstimate {
  checkObject("options", options);
  checkRiskOptions(options);
  checkSample("pnl", pnl, 2);
  const { confidence } = options;
  checkOneOf("mean", options.mean ?? "sample", ["sample", "zero"]);
  const law = normalLawOf(pnl, options.mean ?? "sample");
  const risk = normalTail(law, confidence);
  const errorOf = (figure: number): number => {
    const multiple = figure + law.mean;
    const location = options.mean === "zero" ? 0 : square(law.standardDeviation);
    return Math.sqrt((location + square(multiple) / 2) / pnl.length);
  };
  return withIntervals(
    {
      ...risk,
      unit: options.unit,
      method: "normal",
      confidence,
      horizonDays: options.horizonDays,
      observations: pnl.length,
      tailCount: 0,
      standardError: errorOf(risk.valueAtRisk),
      expectedShortfallStandardError: errorOf(risk.expectedShortfall),
      warnings: flatTailWarning(risk),
    },
    options.intervalLevel,
  );
}

/** The warning of an expected shortfall that equals VaR; none where it lies above. */
export function flatTailWarning({ valueAtRisk, expectedShortfall }: TailRisk): RiskWarning[] {
  if (expectedShortfall > valueAtRisk) return [];
  const message = `expected shortfall equals VaR, ${valueAtRisk}: the tail has no spread`;
  return [{ code: "flat-tail", message }];
}

function normalLawOf(pnl: ArrayLike<number>, about: "sample" | "zero"): NormalLaw {
  if (about === "sample") return { mean: mean(pnl), standardDeviation: standardDeviation(pnl) };
  const squares = mean(Float64Array.from(pnl, (x) => x * x));
  return { mean: 0, standardDeviation: Math.sqrt(squares) };
}
