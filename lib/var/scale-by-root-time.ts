import { checkCount, checkFinite, checkList, checkNumber, checkObject } from "../base/check.ts";
import type { RiskEstimate } from "./risk-estimate.ts";

export interface RootTimeOptions {
  /** The horizon wanted, in days. */
  readonly horizonDays: number;
}

/**
 * An estimate at another horizon by the square root of time: VaR, expected shortfall and their standard
 * errors times sqrt(horizonDays / days of the estimate), and a warning. It holds for independent
 * outcomes of mean zero whose law keeps its shape under addition (the normal); for others overlapping
 * observations or simulation say more. Only the fields of {@link RiskEstimate} are carried over.
 *
 * @throws RangeError for a horizon that is not a whole number of days.
 * @example scaleByRootTime(normalVar(pnl, options), { horizonDays: 10 })
 */
export function scaleByRootTime(estimate: RiskEstimate, options: RootTimeOptions): RiskEstimate {
  checkObject("estimate", estimate);
  checkObject("options", options);
  checkCount("horizonDays of the estimate", estimate.horizonDays, 1);
  checkList("warnings", estimate.warnings);
  checkNumber("standardError", estimate.standardError);
  checkNumber("expectedShortfallStandardError", estimate.expectedShortfallStandardError);
  checkNumber("expectedShortfall", estimate.expectedShortfall);
  checkFinite("valueAtRisk", estimate.valueAtRisk);
  if (Number.isNaN(estimate.expectedShortfall)) {
    throw new RangeError("expectedShortfall must be a number: NaN");
  }
  checkCount("horizonDays", options.horizonDays, 1);
  const { seed, unit, method, confidence, observations, tailCount } = estimate;
  const factor = Math.sqrt(options.horizonDays / estimate.horizonDays);
  const message = `scaled from ${estimate.horizonDays} to ${options.horizonDays} days by ${factor}`;
  return {
    valueAtRisk: estimate.valueAtRisk * factor,
    expectedShortfall: estimate.expectedShortfall * factor,
    unit,
    method: `${method}, square root of time`,
    confidence,
    horizonDays: options.horizonDays,
    observations,
    tailCount,
    standardError: estimate.standardError * factor,
    expectedShortfallStandardError: estimate.expectedShortfallStandardError * factor,
    ...(seed !== undefined && { seed }),
    warnings: [...estimate.warnings, { code: "root-time", message }],
  };
}
