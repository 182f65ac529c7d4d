import { checkCount, describe } from "../../base/check.ts";
import { type AssetMatrix, checkAssetMatrix } from "../../market/asset-matrix.ts";
import { type DesignPoint, designPoint } from "../../math/design-point.ts";
import { whitening } from "../../math/whitening.ts";
import { describeShock, notReached } from "./describe-shock.ts";
import type { ReverseStress, ReverseStressWarning } from "./reverse-stress-result.ts";

/** Where and how hard to look. */
export interface ReverseStressSearch {
  /** The days that the covariance covers. Nothing is scaled. */
  readonly horizonDays: number;
  /** Of the directions that the search starts along besides the principal components. */
  readonly seed: number;
  /** Mahalanobis distance beyond which nothing is looked for; 12 when not given. */
  readonly mostDistance?: number;
  /** Random directions to start along; 32 when not given. */
  readonly randomDirections?: number;
}

export interface ReverseStressOptions extends ReverseStressSearch {
  /** What has to be reached, in words: `margin call on bybit-1`. */
  readonly goal: string;
  /**
   * Room left under shocks of the factors, in the covariance's order and unit: positive before, zero
   * or negative where the goal is reached. P&L + L, or equity less maintenance margin.
   */
  readonly room: (shocks: Float64Array) => number;
}

/**
 * The least Mahalanobis shock that uses up the room, by search (see {@link designPoint}): for books
 * whose value is no straight line in the factors. The covariance may be of anything that moves the
 * book, log returns and changes of volatility together.
 *
 * `already-there` when there is no room without a shock; `not-reached` when no direction that was
 * tried uses it up within `mostDistance`.
 *
 * @throws RangeError for a covariance that is none and a room that is NaN.
 * @example reverseStress(covariance, { room: ([x]) => 5 - 100 * x ** 2, goal: "5 lost", ... })
 */
export function reverseStress(
  covariance: AssetMatrix,
  options: ReverseStressOptions,
): ReverseStress {
  const { room, goal, horizonDays, seed, mostDistance = 12, randomDirections = 32 } = options;
  checkAssetMatrix("covariance", covariance);
  checkCount("horizonDays", horizonDays, 1);
  if (typeof goal !== "string" || goal === "") {
    throw new RangeError(`goal must say what is reached: ${describe(goal)}`);
  }
  const space = whitening(covariance.values);
  const setting = {
    names: covariance.assets,
    space,
    method: "search, full revaluation",
    goal,
    horizonDays,
  } as const;
  const found = designPoint((point) => room(space.variablesAt(point)), {
    size: space.rank,
    mostDistance,
    randomDirections,
    seed,
  });
  if (found === undefined) return notReached(setting);
  return describeShock(found.point, { ...setting, warningsOf: () => searchWarnings(found) });
}

/** A point is level when its angle to the slope is below this sine. */
const levelEnough = 1e-3;

function searchWarnings({
  misalignment,
  agreeing,
  searches,
  distance,
}: DesignPoint): ReverseStressWarning[] {
  if (distance === 0) return [];
  const warnings: ReverseStressWarning[] = [];
  if (misalignment > levelEnough) {
    const sine = misalignment.toPrecision(2);
    warnings.push({
      code: "not-level",
      message: `the point is off the slope by a sine of ${sine}`,
    });
  }
  if (agreeing < 2) {
    const message = `${agreeing} of ${searches} searches ended at this distance`;
    warnings.push({ code: "lone-minimum", message });
  }
  return warnings;
}
