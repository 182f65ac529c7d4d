import { log1p } from "../math/elementary/log1p.ts";
import { naturalLog } from "../math/natural-log.ts";
import { normalisedBlack } from "../math/normalised-black.ts";
import type { OptionKind } from "./european-option.ts";

/** A payoff on a lognormal price: all that Black's formula depends on. */
export interface LognormalPayoff {
  readonly kind: OptionKind;
  readonly strike: number;
  /** Expected price. */
  readonly forward: number;
  /** Standard deviation of the log price over the whole life: volatility × √years. */
  readonly deviation: number;
}

/** ln(forward / strike), exact to the last digits where the two are close. */
export function logMoneyness({
  forward,
  strike,
}: Pick<LognormalPayoff, "forward" | "strike">): number {
  const ratio = forward / strike;
  return ratio > 0.5 && ratio < 2 ? log1p((forward - strike) / strike) : naturalLog(ratio);
}

/** Payoff at the forward itself: what is left when nothing varies any more. */
export function intrinsicAtForward({ kind, forward, strike }: LognormalPayoff): number {
  return Math.max(0, kind === "call" ? forward - strike : strike - forward);
}

/**
 * Worth above the payoff at the forward, which is the price of the out-of-the-money option of the
 * same strike: relative precision does not suffer however far the strike is away.
 */
function timeValue(payoff: LognormalPayoff): number {
  const { forward, strike, deviation } = payoff;
  if (forward === 0) return 0;
  const scale = Math.sqrt(forward) * Math.sqrt(strike);
  return scale * normalisedBlack(-Math.abs(logMoneyness(payoff)), deviation);
}

/** Expected payoff of a European option on a lognormal price, without discounting. */
export function undiscountedBlack(payoff: LognormalPayoff): number {
  return intrinsicAtForward(payoff) + timeValue(payoff);
}
