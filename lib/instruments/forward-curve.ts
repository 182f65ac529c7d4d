import { checkPositive } from "../base/check.ts";
import { naturalExp } from "../math/natural-exp.ts";
import { naturalLog } from "../math/natural-log.ts";
import { type Moment, yearsToExpiry } from "./time-to-expiry.ts";

/** Price of the future of one expiry. */
export interface ForwardPoint {
  /** ISO date, 08:00 UTC. */
  readonly expiry: string;
  /** USD per coin, > 0. */
  readonly price: number;
}

/**
 * Forward price for an expiry from futures of other expiries: between two, and between spot and the
 * first, the yearly carry ln(forward / spot) / years is such that ln(forward) runs straight in time;
 * beyond the last its carry goes on. Points that have expired are left out; without any, spot. Of a coin
 * worth nothing, 0.
 *
 * @throws RangeError for a price that is not positive or a date that does not exist.
 */
export function forwardOnCurve(
  points: readonly ForwardPoint[],
  {
    spot,
    years,
    moment,
  }: { readonly spot: number; readonly years: number; readonly moment: Moment },
): number {
  if (spot === 0) return 0;
  const known = points
    .map(({ expiry, price }) => {
      checkPositive(`forward for ${expiry}`, price);
      return { at: yearsToExpiry(expiry, moment), log: naturalLog(price / spot) };
    })
    .filter(({ at }) => at > 0)
    .sort((a, b) => a.at - b.at);
  const last = known.at(-1);
  if (last === undefined) return spot;
  const next = known.find(({ at }) => at >= years);
  if (next === undefined) return spot * naturalExp((last.log * years) / last.at);
  const before = known[known.indexOf(next) - 1] ?? { at: 0, log: 0 };
  const share = (years - before.at) / (next.at - before.at);
  return spot * naturalExp(before.log + share * (next.log - before.log));
}
