import { millsRatio } from "./mills-ratio.ts";
import { bell } from "./natural-exp.ts";

/** From so many standard deviations on the bell counts as 0; it is below 1e-305 there. */
const bellEnd = 37.5;

/** What Black's formula is put together from. */
export interface BlackParts {
  /** min(F, K) exp(-near² / 2), with near = |ln(F / K)| / s - s / 2. */
  readonly weight: number;
  /** min(F, K) P(Z > |near|), and the same weight's part beyond far = |ln(F / K)| / s + s / 2. */
  readonly nearShare: number;
  readonly farShare: number;
  /** Whether `near` is negative: the forward is within s² / 2 of the strike. */
  readonly across: boolean;
  /** Price of the out-of-the-money option before discounting. */
  readonly timeValue: number;
}

/**
 * Black's formula from forward, strike, the logarithm of their ratio and the standard deviation of the log
 * price to expiry, through two Mills ratios and one exponential: min(F, K) Φ(-near) - max(F, K) Φ(-far),
 * where max(F, K) φ(far) = min(F, K) φ(near). Without deviation, or with a forward of 0 and its logarithm
 * of -Infinity, nothing is left of it. @internal
 */
export function blackParts(
  forward: number,
  strike: number,
  logMoneyness: number,
  deviation: number,
): BlackParts {
  const middle = Math.abs(logMoneyness) / deviation;
  const shift = deviation * 0.5;
  const near = middle - shift;
  const far = middle + shift;
  const size = Math.abs(near);
  const capped = size < bellEnd ? size : bellEnd;
  const low = Math.min(forward, strike);
  const weight = low * (size < bellEnd ? bell(capped) : 0);
  const nearShare = weight * millsRatio(capped);
  const farShare = weight * millsRatio(far < bellEnd ? far : bellEnd);
  const across = near < 0;
  const timeValue = Math.max((across ? low - nearShare : nearShare) - farShare, 0);
  return { weight, nearShare, farShare, across, timeValue };
}
