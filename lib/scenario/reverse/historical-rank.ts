import { type AssetMatrix, checkAssetMatrix } from "../../market/asset-matrix.ts";
import { checkComplete } from "../../market/complete-panel.ts";
import type { ReturnPanel } from "../../market/returns.ts";
import { euclideanNorm } from "../../math/elementary/hypot.ts";
import { matrixRow } from "../../math/matrix.ts";
import { whitening } from "../../math/whitening.ts";
import type { ReverseStress } from "./reverse-stress-result.ts";

export interface HistoricalRankOptions {
  /** The covariance that the stress was made with; distances are measured by it. */
  readonly covariance: AssetMatrix;
  /** Returns of the covariance's factors, in its order, over its horizon; nothing missing. */
  readonly returns: ReturnPanel;
}

/** A past day beside the shock. */
export interface SimilarDay {
  readonly date: string;
  /** Mahalanobis distance of the day's returns. */
  readonly distance: number;
  /** Cosine of the angle to the shock in the same metric: 1 is the same story. */
  readonly cosine: number;
}

/** How far out a shock lies among what has happened. */
export interface HistoricalRank {
  /** 1 when no day was farther out. */
  readonly rank: number;
  readonly observations: number;
  /** Days at least as far out, in any direction. */
  readonly farther: number;
  /** Days whose projection on the shock is at least as long: the same story, as bad or worse. */
  readonly farAlongShock: number;
  /** The days most like the shock in direction, among those at least half as far out. */
  readonly similar: readonly SimilarDay[];
}

const shown = 5;

/**
 * Ranks the shock of a reverse stress among past returns by Mahalanobis distance, and names the days
 * that went the same way. Distances need no law; a crash that the covariance did not expect shows as
 * many days farther out than a normal law would have.
 *
 * @throws RangeError when the stress was not found, or the panel's assets are not the covariance's.
 * @example historicalRank(stress, { covariance, returns })
 */
export function historicalRank(
  stress: ReverseStress,
  { covariance, returns }: HistoricalRankOptions,
): HistoricalRank {
  checkAssetMatrix("covariance", covariance);
  checkComplete(returns, 1);
  checkSameFactors(covariance, returns);
  if (stress.code !== "found") {
    throw new RangeError(`stress must have found a shock to be ranked: ${stress.code}`);
  }
  const space = whitening(covariance.values);
  const shock = space.coordinatesOf(stress.shocks.map(({ shock }) => shock)).values;
  const length = euclideanNorm(shock);
  const days = returns.dates.map((date, t) => {
    const { values, distance } = space.coordinatesOf(matrixRow(returns.values, t));
    const along = values.reduce((sum, value, k) => sum + value * shock[k]!, 0) / length;
    return { date, distance, along, cosine: distance > 0 ? along / distance : 0 };
  });
  const farther = days.filter(({ distance }) => distance >= length).length;
  return {
    rank: farther + 1,
    observations: days.length,
    farther,
    farAlongShock: days.filter(({ along }) => along >= length).length,
    similar: days
      .filter(({ distance }) => distance >= length / 2 && distance < Infinity)
      .sort((left, right) => right.cosine - left.cosine)
      .slice(0, shown)
      .map(({ date, distance, cosine }) => ({ date, distance, cosine })),
  };
}

function checkSameFactors(covariance: AssetMatrix, returns: ReturnPanel): void {
  const [wanted, given] = [covariance.assets.join(", "), returns.assets.join(", ")];
  if (wanted === given) return;
  throw new RangeError(`returns must be of ${wanted}, in this order: ${given}`);
}
