import { checkObject } from "../base/check.ts";
import type { Matrix } from "../math/matrix.ts";
import type { CovarianceVarOptions } from "./delta-normal-var.ts";
import {
  ellipticalContributions,
  type ParametricContributions,
} from "./elliptical-contributions.ts";
import { studentTTail } from "./student-t-var.ts";

export interface StudentTContributionOptions extends CovarianceVarOptions {
  /** A name for each exposure. */
  readonly positions: readonly string[];
  /** Above 2. */
  readonly degreesOfFreedom: number;
}

/**
 * Marginal, component and incremental VaR and expected shortfall of exposures whose returns are
 * jointly Student-t with mean zero, one number of degrees of freedom and the covariance given (not
 * the scale matrix): as `normalContributions`, with k of the t law of that standard deviation. Shares
 * of the total are those of the normal law; only the total differs.
 *
 * Source: A. McNeil, R. Frey, P. Embrechts, Quantitative Risk Management (2015), sections 6.3 and 8.5.
 *
 * @throws RangeError as `deltaNormalVar` does, for another number of names, and for degrees of freedom
 * of 2 or less.
 * @example studentTContributions([10e6, 5e6], covariance, { ...options, degreesOfFreedom: 4 })
 */
export function studentTContributions(
  exposures: ArrayLike<number>,
  covariance: Matrix,
  options: StudentTContributionOptions,
): ParametricContributions {
  checkObject("options", options);
  const { confidence, degreesOfFreedom } = options;
  const unitRisk = studentTTail({ mean: 0, standardDeviation: 1, degreesOfFreedom }, confidence);
  return ellipticalContributions(exposures, covariance, { ...options, unitRisk });
}
