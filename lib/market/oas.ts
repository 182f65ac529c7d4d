import { square } from "../math/elementary/power.ts";
import { centredPanel } from "./centred-panel.ts";
import { checkPanel } from "./complete-panel.ts";
import type { ReturnPanel } from "./returns.ts";
import {
  type ShrunkCovariance,
  scaledIdentity,
  shrunkCovariance,
  sumOfSquares,
} from "./shrunk-covariance.ts";

/**
 * The covariance matrix by oracle approximating shrinkage: as `ledoitWolf`, with an intensity that
 * is better for few normal observations and needs no fourth moments,
 * s = min(1, (a + m²) / ((n + 1) (a - m² / p))), a the mean squared element of S and m its mean
 * variance, for n dates of p assets.
 *
 * Needs two dates without a missing return; refuses a panel in which nothing varies.
 * Source: Y. Chen, A. Wiesel, Y. Eldar, A. Hero, Shrinkage algorithms for MMSE covariance
 * estimation, IEEE Transactions on Signal Processing 58 (2010), equation 23 without its factors 2/p,
 * as scikit-learn has it.
 *
 * @example oas(completeRows(returns, ["BTC", "ETH"]).panel).values
 */
export function oas(panel: ReturnPanel): ShrunkCovariance {
  checkPanel(panel);
  const centred = centredPanel(panel);
  const { moments, scaled } = centred;
  const size = moments.rows;
  const target = scaledIdentity(moments);
  const meanSquare = sumOfSquares(moments.values) / (size * size);
  const squareOfMean = square(target.values[0]!);
  const spread = (scaled.rows + 1) * (meanSquare - squareOfMean / size);
  const wanted = meanSquare + squareOfMean;
  const shrinkage = size === 1 ? 0 : spread > wanted ? wanted / spread : 1;
  return shrunkCovariance(panel, centred, { method: "oas", shrinkage, target });
}
