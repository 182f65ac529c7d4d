import { checkFinite } from "../base/check.ts";
import { naturalLog } from "../math/natural-log.ts";

/**
 * After how many periods half of a shock is gone, where each period leaves the share `persistence` of
 * it: ln(1/2) / ln(persistence). For `garchPersistence`, or the lambda of an EWMA, whose weights it
 * halves.
 *
 * Infinity at 1 or above: such a shock never fades. 0 at 0 or below: it does not outlast its period
 * with the same sign.
 *
 * @throws RangeError for a persistence that is not finite.
 * @example halfLife(0.94) // 11.2
 */
export function halfLife(persistence: number): number {
  checkFinite("persistence", persistence);
  if (persistence >= 1) return Infinity;
  return persistence <= 0 ? 0 : -Math.LN2 / naturalLog(persistence);
}
