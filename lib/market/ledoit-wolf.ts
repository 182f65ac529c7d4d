import { square } from "../math/elementary/power.ts";
import { type CentredPanel, centredPanel } from "./centred-panel.ts";
import { checkPanel } from "./complete-panel.ts";
import type { ReturnPanel } from "./returns.ts";
import {
  type ShrunkCovariance,
  scaledIdentity,
  shrunkCovariance,
  sumOfSquares,
} from "./shrunk-covariance.ts";

/**
 * The covariance matrix after Ledoit and Wolf: shrunk towards the identity times the mean variance,
 * with the intensity that minimises the expected squared error for large samples,
 * s = min(b², d²) / d², d² being the squared distance of S from the target and b² the estimated
 * squared error of S. Per period, means taken out, S divided by n. Definite for s > 0.
 *
 * Needs two dates without a missing return; refuses a panel in which nothing varies.
 * Source: O. Ledoit, M. Wolf, A well-conditioned estimator for large-dimensional covariance
 * matrices, Journal of Multivariate Analysis 88 (2004), section 3.2.
 *
 * @example ledoitWolf(completeRows(returns, ["BTC", "ETH"]).panel).shrinkage
 */
export function ledoitWolf(panel: ReturnPanel): ShrunkCovariance {
  checkPanel(panel);
  const centred = centredPanel(panel);
  const target = scaledIdentity(centred.moments);
  const shrinkage = intensity(centred, target.values);
  return shrunkCovariance(panel, centred, { method: "ledoit-wolf", shrinkage, target });
}

function intensity({ scaled, moments }: CentredPanel, target: Float64Array): number {
  const distance = sumOfSquares(moments.values.map((value, at) => value - target[at]!));
  const { rows, columns, values } = scaled;
  let fourth = 0;
  for (let t = 0; t < rows; t++) {
    fourth += square(sumOfSquares(values.subarray(t * columns, (t + 1) * columns)));
  }
  const error = (fourth / rows - sumOfSquares(moments.values)) / rows;
  if (columns === 1 || !(error > 0)) return 0;
  return error >= distance ? 1 : error / distance;
}
