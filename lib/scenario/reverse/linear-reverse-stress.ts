import { checkCount, checkPositive, checkSameLength, checkSample } from "../../base/check.ts";
import { type AssetMatrix, checkAssetMatrix } from "../../market/asset-matrix.ts";
import { euclideanNorm } from "../../math/elementary/hypot.ts";
import { whitening } from "../../math/whitening.ts";
import { describeShock, notReached } from "./describe-shock.ts";
import type { ReverseStress, ReverseStressWarning } from "./reverse-stress-result.ts";

export interface LinearReverseStressOptions {
  /** Signed, USD per unit of each factor's simple return, in the covariance's order. */
  readonly exposures: ArrayLike<number>;
  /** The loss to reach, USD, positive. */
  readonly loss: number;
  /** The days that the covariance covers. Nothing is scaled. */
  readonly horizonDays: number;
}

/**
 * The least Mahalanobis shock of simple returns that costs a linear book `loss`, in closed form:
 * r = -loss C e / e'C e for exposures e and covariance C, at the distance loss / √(e'C e). It is
 * also the expected shock given that loss, for every elliptical law of mean zero.
 *
 * `not-reached` for a book without variance. A return below -1 is reported with `below-zero`.
 *
 * Source: P. Glasserman, C. Kang, W. Kang, Stress scenario selection by empirical likelihood,
 * Quantitative Finance 15 (2015), section 2; T. Breuer and others, How to find plausible, severe, and
 * useful stress scenarios, International Journal of Central Banking 5 (2009).
 *
 * @throws RangeError for a loss that is not positive, a covariance that is none, and exposures that
 * are missing or do not match it.
 * @see notebooks/13-reverse-stress
 * @example linearReverseStress(covariance, { exposures: [1e6, -4e5], loss: 250_000, horizonDays: 1 })
 */
export function linearReverseStress(
  covariance: AssetMatrix,
  options: LinearReverseStressOptions,
): ReverseStress {
  const { exposures, loss, horizonDays } = options;
  checkAssetMatrix("covariance", covariance);
  checkSample("exposures", exposures, 1);
  checkSameLength(["exposures", "rows of covariance"], exposures, covariance.assets);
  checkPositive("loss", loss);
  checkCount("horizonDays", horizonDays, 1);
  const space = whitening(covariance.values);
  const setting = {
    names: covariance.assets,
    space,
    method: "closed form, linear",
    goal: `a loss of ${loss} USD`,
    horizonDays,
  } as const;
  const slope = slopeOf(exposures, space);
  const deviation = euclideanNorm(slope);
  if (!(deviation > 0)) return notReached(setting);
  const coordinates = slope.map((value) => (-loss * (value / deviation)) / deviation);
  return describeShock(coordinates, { ...setting, warningsOf: belowZero });
}

/** USD per unit of each coordinate: √Λ V' S e. */
function slopeOf(exposures: ArrayLike<number>, space: ReturnType<typeof whitening>): Float64Array {
  const { deviations, eigenvalues, eigenvectors, rank } = space;
  return Float64Array.from({ length: rank }, (_, k) => {
    let sum = 0;
    for (let i = 0; i < deviations.length; i++) {
      sum += eigenvectors.values[i * deviations.length + k]! * deviations[i]! * exposures[i]!;
    }
    return Math.sqrt(eigenvalues[k]!) * sum;
  });
}

function belowZero(shocks: ReverseStress["shocks"]): ReverseStressWarning[] {
  const worst = shocks.filter(({ shock }) => shock < -1);
  if (worst.length === 0) return [];
  const named = worst.map(({ factor, shock }) => `${factor} ${shock.toFixed(3)}`).join(", ");
  return [{ code: "below-zero", message: `returns below -1 are no prices: ${named}` }];
}
