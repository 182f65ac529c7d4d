import {
  checkCount,
  checkFinite,
  checkFraction,
  checkObject,
  checkPositive,
} from "../base/check.ts";
import { expm1 } from "../math/elementary/expm1.ts";
import { log1p } from "../math/elementary/log1p.ts";
import { naturalExp } from "../math/natural-exp.ts";
import { naturalLog } from "../math/natural-log.ts";
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
  checkObject("law", law);
  checkLaw(law);
  checkFraction("confidence", confidence);
  const { shape, scale, threshold, observations, exceedances } = law;
  const share = exceedances / observations;
  if (1 - confidence > share * (1 + 1e-12)) {
    const least = 1 - share;
    throw new RangeError(`confidence must be at least ${least}, the threshold's: ${confidence}`);
  }
  return tailBeyond({ shape, scale, share }, threshold, confidence);
}

/**
 * P(loss > x) = exceedances / n (1 + shape (x - u) / scale)^(-1 / shape) beyond the threshold; 0 past
 * the end that a negative shape has. Its inverse is the return period: the number of observations
 * among which one such loss is expected.
 *
 * @throws RangeError for a loss below the threshold: the law says nothing there.
 */
export function gpdExceedance(law: GpdLaw, loss: number): number {
  checkObject("law", law);
  checkLaw(law);
  checkFinite("loss", loss);
  const { shape, scale, threshold, observations, exceedances } = law;
  if (loss < threshold) {
    throw new RangeError(`loss must be at least ${threshold}, the threshold: ${loss}`);
  }
  const y = (loss - threshold) / scale;
  const inside = 1 + shape * y;
  if (!(inside > 0)) return 0;
  const log = shape === 0 ? y : log1p(shape * y) / shape;
  return (exceedances / observations) * naturalExp(-log);
}

/** A generalised Pareto law without its threshold. */
export interface TailShape {
  readonly shape: number;
  readonly scale: number;
  /** The share of losses above the threshold. */
  readonly share: number;
}

/** {@link gpdTail}, unchecked. */
export function tailBeyond(
  { shape, scale, share }: TailShape,
  threshold: number,
  confidence: number,
): TailRisk {
  const log = naturalLog(share / (1 - confidence));
  const beyond = shape === 0 ? log : expm1(shape * log) / shape;
  const valueAtRisk = threshold + scale * Math.max(0, beyond);
  if (shape >= 1) return { valueAtRisk, expectedShortfall: Infinity };
  const mean = (scale + shape * (valueAtRisk - threshold)) / (1 - shape);
  return { valueAtRisk, expectedShortfall: valueAtRisk + Math.max(0, mean) };
}

function checkLaw({ shape, scale, threshold, observations, exceedances }: GpdLaw): void {
  checkFinite("shape", shape);
  checkPositive("scale", scale);
  checkFinite("threshold", threshold);
  checkCount("observations", observations, 1);
  checkCount("exceedances", exceedances, 1);
}
