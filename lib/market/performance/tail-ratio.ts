import { checkFraction, checkObject, checkSample } from "../../base/check.ts";
import { quantile } from "../../math/quantile.ts";

/**
 * The tail ratio: the size of the upper quantile of the returns over that of the lower one (type
 * 7), at 95 % and 5 % unless `tail` says otherwise. Above 1 the best periods outweigh the worst.
 * Null where the lower quantile is 0.
 *
 * @throws RangeError without a return, for NaN, and a tail outside (0, 1).
 */
export function tailRatio(
  returns: ArrayLike<number>,
  options: { readonly tail?: number } = {},
): number | null {
  checkObject("options", options);
  const { tail = 0.05 } = options;
  checkSample("returns", returns, 1);
  checkFraction("tail", tail);
  const low = Math.abs(quantile(returns, tail));
  return low === 0 ? null : Math.abs(quantile(returns, 1 - tail)) / low;
}
