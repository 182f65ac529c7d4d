import { checkCount, checkFraction, checkOneOf, checkPositive } from "../../base/check.ts";
import { mean, sampleVariance } from "../../math/moments.ts";
import { naturalLog } from "../../math/natural-log.ts";
import type { StopRule } from "./replay-options.ts";

/** What a stop follows, in prices since the start. */
export interface StopInput {
  readonly isLong: boolean;
  /** Highest price of a long since the start, lowest of a short. */
  readonly best: number;
  /** The position's own stop. */
  readonly own: number | undefined;
  /** Range of each hour so far, high less low. */
  readonly ranges: readonly number[];
  /** Closes so far, the start first. */
  readonly closes: readonly number[];
}

/**
 * The price at which a rule closes a position: below the best price for a long, above it for a short.
 * Undefined where the rule has nothing to go by yet (no stop, fewer than one hour, two returns).
 */
export function stopLevel(rule: StopRule, input: StopInput): number | undefined {
  const { best, isLong, own } = input;
  if (rule.kind === "fixed") return own;
  const distance = distanceOf(rule, input);
  if (distance === undefined) return undefined;
  return isLong ? Math.max(0, best - distance) : best + distance;
}

/** Throws a RangeError for a rule that is none. */
export function checkStopRule({ stopRule }: { readonly stopRule?: StopRule }): void {
  if (stopRule === undefined) return;
  checkOneOf("stopRule.kind", stopRule.kind, ["fixed", "trailing", "atr", "volatility"]);
  if (stopRule.kind === "fixed") return;
  if (stopRule.kind === "trailing") {
    checkFraction("stopRule.distance", stopRule.distance);
    return;
  }
  checkPositive("stopRule.multiple", stopRule.multiple);
  checkCount("stopRule.hours", stopRule.hours, stopRule.kind === "atr" ? 1 : 2);
}

function distanceOf(
  rule: Exclude<StopRule, { readonly kind: "fixed" }>,
  { best, ranges, closes }: StopInput,
): number | undefined {
  if (rule.kind === "trailing") return rule.distance * best;
  if (rule.kind === "atr") {
    const last = ranges.slice(-rule.hours);
    return last.length === 0 ? undefined : rule.multiple * mean(last);
  }
  const recent = closes.slice(-rule.hours - 1);
  const returns = recent.slice(1).map((close, i) => naturalLog(close / recent[i]!));
  if (returns.length < 2 || !returns.every(Number.isFinite)) return undefined;
  return rule.multiple * Math.sqrt(sampleVariance(returns)) * best;
}
