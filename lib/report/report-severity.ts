import {
  type MarginPolicy,
  marginBreaches,
  type Severity,
} from "../portfolio/margin/margin-breaches.ts";
import type { MarginGroup } from "../portfolio/margin/margin-by.ts";

/** What a breach of the report is about. */
export type ReportSubject = "position" | "trader" | "desk" | "account";

/** One rule that a position, trader, desk or account breaks. */
export interface ReportBreach {
  readonly subject: ReportSubject;
  /** Position id, or name of the trader, desk or account. */
  readonly key: string;
  readonly severity: "warning" | "critical";
  /** `liquidation`: equity, or the margin of an isolated position, no longer covers maintenance. */
  readonly rule: "utilisation" | "leverage" | "liquidation";
  readonly value: number;
  readonly limit: number;
  /** `utilisation 91.2 % is at or above 85.0 %`. */
  readonly reason: string;
}

/** The worst severity of some breaches; normal without any. @internal */
export function worstSeverity(breaches: readonly ReportBreach[]): Severity {
  if (breaches.some(({ severity }) => severity === "critical")) return "critical";
  return breaches.length > 0 ? "warning" : "normal";
}

/** What a trader, desk or account breaks: the policy, and solvency. @internal */
export function groupBreaches(
  subject: ReportSubject,
  group: MarginGroup,
  policy: MarginPolicy,
): ReportBreach[] {
  const ofPolicy = marginBreaches([group], policy).map((breach) => ({ subject, ...breach }));
  if (subject !== "account") return ofPolicy;
  return [...liquidatedAccount(group), ...ofPolicy];
}

/** The margin ratio of an account from 1 on; what is no number counts as past it. */
function liquidatedAccount({ key, marginRatio }: MarginGroup): ReportBreach[] {
  if (marginRatio < 1) return [];
  const shown = Number.isFinite(marginRatio)
    ? `is ${(marginRatio * 100).toFixed(1)} % of equity`
    : "has no equity behind it";
  const reason = `maintenance margin ${shown}: the venue liquidates from 100 % on`;
  const [rule, severity] = ["liquidation", "critical"] as const;
  return [{ subject: "account", key, severity, rule, value: marginRatio, limit: 1, reason }];
}

/** Leverage of a position above the policy. @internal */
export function leverageBreaches(
  key: string,
  leverage: number,
  { mostLeverage }: MarginPolicy,
): ReportBreach[] {
  if (leverage <= mostLeverage) return [];
  const [rule, severity] = ["leverage", "critical"] as const;
  const reason = `leverage ${leverage.toFixed(1)}x is above ${mostLeverage}x`;
  const found = { severity, rule, value: leverage, limit: mostLeverage, reason };
  return [{ subject: "position", key, ...found }];
}

/** An isolated position whose mark is past its liquidation price. @internal */
export function passedLiquidation(key: string, distance: number): ReportBreach[] {
  if (distance > 0) return [];
  const reason = "the mark is at or past the liquidation price of its isolated margin";
  const [rule, severity] = ["liquidation", "critical"] as const;
  return [{ subject: "position", key, severity, rule, value: distance, limit: 0, reason }];
}

/** Critical first, otherwise in their order. @internal */
export function byUrgency(breaches: readonly ReportBreach[]): ReportBreach[] {
  return [
    ...breaches.filter(({ severity }) => severity === "critical"),
    ...breaches.filter(({ severity }) => severity === "warning"),
  ];
}
