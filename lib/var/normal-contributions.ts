import { checkObject } from "../base/check.ts";
import type { Matrix } from "../math/matrix.ts";
import type { CovarianceVarOptions } from "./delta-normal-var.ts";
import {
  ellipticalContributions,
  type ParametricContributions,
} from "./elliptical-contributions.ts";
import { normalTail } from "./normal-var.ts";

/**
 * Marginal, component and incremental VaR and expected shortfall of exposures under normal returns of
 * mean zero: marginal = k (C e)[i] / sqrt(e' C e) with k VaR (or expected shortfall) over the standard
 * deviation; component = exposure × marginal, summing to the total; incremental = the total less that
 * without the position. All 0 for a total of 0.
 *
 * Source: P. Jorion, Value at Risk, 3rd edition (2007), chapter 7.
 *
 * @throws RangeError as `deltaNormalVar` does, and for another number of names.
 */
export function normalContributions(
  exposures: ArrayLike<number>,
  covariance: Matrix,
  options: CovarianceVarOptions & { readonly positions: readonly string[] },
): ParametricContributions {
  checkObject("options", options);
  const unitRisk = normalTail({ mean: 0, standardDeviation: 1 }, options.confidence);
  return ellipticalContributions(exposures, covariance, { ...options, unitRisk });
}
