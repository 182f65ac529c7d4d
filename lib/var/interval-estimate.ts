import { checkCount, checkFraction, checkObject, describe } from "../base/check.ts";
import type { Interval } from "../math/interval.ts";
import { normalQuantile } from "../math/normal-quantile.ts";
import type { RiskEstimate } from "./risk-estimate.ts";

/** What every method asks for. */
export interface RiskOptions {
  /** In (0, 1), for example 0.95. */
  readonly confidence: number;
  /** The days that each observation, or the covariance, covers. Nothing is scaled. */
  readonly horizonDays: number;
  /** Unit of the outcomes: `USD`, `BTC`, `fraction`. */
  readonly unit: string;
  /** Coverage of the confidence intervals; 0.95 when not given. */
  readonly intervalLevel?: number;
}

/** A risk estimate with confidence intervals, of the stated level. */
export interface IntervalEstimate extends RiskEstimate {
  readonly intervalLevel: number;
  readonly valueAtRiskInterval: Interval;
  readonly expectedShortfallInterval: Interval;
}

/** Throws a RangeError unless confidence, horizon, unit and interval level are what they must be. */
export function checkRiskOptions(options: RiskOptions): void {
  checkObject("options", options);
  const { confidence, horizonDays, unit, intervalLevel = 0.95 } = options;
  checkFraction("confidence", confidence);
  checkCount("horizonDays", horizonDays, 1);
  if (typeof unit !== "string" || unit === "") {
    throw new RangeError(`unit must name a unit such as USD: ${describe(unit)}`);
  }
  checkFraction("intervalLevel", intervalLevel);
}

/** Adds symmetric normal intervals, estimate ± z × standard error. */
export function withIntervals<E extends RiskEstimate>(
  estimate: E,
  intervalLevel = 0.95,
): E & IntervalEstimate {
  const { valueAtRisk, standardError } = estimate;
  const { expectedShortfall, expectedShortfallStandardError } = estimate;
  return {
    ...estimate,
    intervalLevel,
    valueAtRiskInterval: normalInterval(valueAtRisk, standardError, intervalLevel),
    expectedShortfallInterval: normalInterval(
      expectedShortfall,
      expectedShortfallStandardError,
      intervalLevel,
    ),
  };
}

/** estimate ± z × standard error. */
export function normalInterval(estimate: number, error: number, intervalLevel = 0.95): Interval {
  const z = normalQuantile((1 + intervalLevel) / 2);
  return { lower: estimate - z * error, upper: estimate + z * error };
}
