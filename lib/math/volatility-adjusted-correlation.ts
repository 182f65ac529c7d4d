import { checkFinite, checkObject, checkPositive } from "../base/check.ts";

/** A correlation and how far the variance behind it moves. */
export interface VarianceChange {
  /** In [-1, 1]. */
  readonly correlation: number;
  /** New over old variance of one of the two: 4 for twice its volatility. */
  readonly varianceRatio: number;
}

/**
 * The correlation of x and y = b x + e when the variance of x is multiplied by a ratio k while b and
 * the variance of e stay: r sqrt(k / (1 + (k - 1) r²)). Dependence, the line b, is unchanged: what
 * correlation gains in a turbulent period beyond this is news.
 *
 * With k = crisis over calm variance it takes the calm correlation to what turbulence alone makes of
 * it; with the inverse ratio it is Forbes and Rigobon's adjusted correlation of the crisis. Exact only
 * where the shocks come from x: a factor behind both, or an answer of x to y, is outside it.
 *
 * @throws RangeError for a correlation outside [-1, 1] and a ratio that is not positive.
 * Source: K. Forbes, R. Rigobon, No contagion, only interdependence, Journal of Finance 57 (2002),
 * equation 11.
 * @example volatilityAdjustedCorrelation({ correlation: 0.5, varianceRatio: 4 }) // 0.756
 * @see notebooks/04-correlation-in-crises.ipynb
 */
export function volatilityAdjustedCorrelation(change: VarianceChange): number {
  checkObject("change", change);
  const { correlation, varianceRatio } = change;
  checkFinite("correlation", correlation);
  if (!(Math.abs(correlation) <= 1)) {
    throw new RangeError(`correlation must be in [-1, 1]: ${correlation}`);
  }
  checkPositive("varianceRatio", varianceRatio);
  const square = correlation * correlation;
  // The share that x explains, over the same with the rest beside it: no overflow for huge ratios.
  return correlation / Math.sqrt(square + (1 - square) / varianceRatio);
}
