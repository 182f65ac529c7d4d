import { checkCount } from "../base/check.ts";
import { hypot } from "../math/elementary/hypot.ts";
import { naturalExp } from "../math/natural-exp.ts";
import { naturalLog } from "../math/natural-log.ts";
import { type HillEstimate, hillEstimates } from "./hill-estimator.ts";
import {
  checkRiskOptions,
  type IntervalEstimate,
  type RiskOptions,
  withIntervals,
} from "./interval-estimate.ts";
import type { RiskWarning } from "./risk-estimate.ts";

export interface HillVarOptions extends RiskOptions {
  /** How many of the largest losses the tail is taken from; at least 2. */
  readonly count: number;
}

/** The power tail behind the estimate. */
export interface HillVarEstimate
  extends IntervalEstimate,
    Pick<HillEstimate, "shape" | "threshold" | "tailIndex"> {
  readonly shapeStandardError: number;
}

/**
 * VaR and expected shortfall of a pure power tail fitted by Hill to the `count` largest losses:
 * VaR = threshold (count / (n (1 - confidence)))^shape, expected shortfall VaR / (1 - shape), Infinity for
 * a shape of 1 or more, with a warning.
 *
 * Standard errors are asymptotic, of the logarithms: shape² / count (1 + ln²(count / (n (1 -
 * confidence)))) for VaR; they hold the shape and the threshold as an order statistic, not the choice of
 * count nor the bias of a tail that is no pure power.
 *
 * @throws RangeError for NaN, fewer positive losses than `count` + 1, and a confidence below that of
 * the threshold, 1 - count / n.
 * Source: I. Weissman, Estimation of parameters and large quantiles based on the k largest observations,
 * Journal of the American Statistical Association 73 (1978).
 * @example hillVar(pnl, { count: 100, confidence: 0.99, horizonDays: 1, unit: "USD" }).tailIndex
 */
export function hillVar(pnl: ArrayLike<number>, options: HillVarOptions): HillVarEstimate {
  checkRiskOptions(options);
  checkCount("count", options.count, 2);
  const { confidence, count } = options;
  const { shape, threshold, tailIndex, standardError } = hillEstimates(pnl, { most: count }).at(
    -1,
  )!;
  const share = count / pnl.length;
  if (1 - confidence > share * (1 + 1e-12)) {
    throw new RangeError(
      `confidence must be at least ${1 - share}, the threshold's: ${confidence}`,
    );
  }
  const reach = Math.max(0, naturalLog(share / (1 - confidence)));
  const valueAtRisk = threshold * naturalExp(shape * reach);
  const finite = shape < 1;
  const expectedShortfall = finite ? valueAtRisk / (1 - shape) : Infinity;
  const spread = shape / Math.sqrt(count);
  const estimate = {
    valueAtRisk,
    expectedShortfall,
    unit: options.unit,
    method: `hill, ${count} largest`,
    confidence,
    horizonDays: options.horizonDays,
    observations: pnl.length,
    tailCount: count,
    standardError: valueAtRisk * spread * hypot(1, reach),
    expectedShortfallStandardError: finite
      ? expectedShortfall * spread * hypot(1, reach + 1 / (1 - shape))
      : Number.NaN,
    shape,
    threshold,
    tailIndex,
    shapeStandardError: standardError,
    warnings: warningsOf(shape),
  };
  return withIntervals(estimate, options.intervalLevel);
}

function warningsOf(shape: number): RiskWarning[] {
  if (shape >= 1) {
    const message = `a shape of ${shape} leaves no finite expected shortfall`;
    return [{ code: "infinite-shortfall", message }];
  }
  if (shape > 0) return [];
  const message = "the largest losses are all equal: the tail has no spread";
  return [{ code: "flat-tail", message }];
}
