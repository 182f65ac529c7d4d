import { checkPositive } from "../../base/check.ts";
import type { MarginGroup } from "./margin-by.ts";

export type Severity = "normal" | "warning" | "critical";

/** Where the desk wants to be told. */
export interface MarginPolicy {
  /** Utilisation from which it is a warning: 0.7. */
  readonly warningUtilisation: number;
  /** Utilisation from which it is critical: 0.85. */
  readonly criticalUtilisation: number;
  /** Leverage above which it is critical: 10. */
  readonly mostLeverage: number;
}

/** One rule that does not hold. */
export interface MarginBreach {
  readonly key: string;
  readonly severity: "warning" | "critical";
  readonly rule: "utilisation" | "leverage";
  readonly value: number;
  readonly limit: number;
  /** `utilisation 91.2 % is at or above 85.0 %`. */
  readonly reason: string;
}

/**
 * Normal, warning or critical by utilisation: critical from `criticalUtilisation`, warning from
 * `warningUtilisation` on. What is no number is critical.
 *
 * @throws RangeError when the limits are not positive or stand the wrong way round.
 * @example utilisationSeverity(0.72, { warningUtilisation: 0.7, criticalUtilisation: 0.85, mostLeverage: 10 })
 */
export function utilisationSeverity(utilisation: number, policy: MarginPolicy): Severity {
  checkPolicy(policy);
  if (!(utilisation < policy.criticalUtilisation)) return "critical";
  return utilisation < policy.warningUtilisation ? "normal" : "warning";
}

/**
 * Every rule of the policy that a group breaks, with the reason in words; critical ones first, then
 * by group. A figure that is no number breaks its rule.
 *
 * @throws RangeError like {@link utilisationSeverity}.
 * @example marginBreaches(marginBy(book, { market, accounts }, "trader"), policy)
 */
export function marginBreaches(
  groups: readonly MarginGroup[],
  policy: MarginPolicy,
): MarginBreach[] {
  const found = groups.flatMap((group) => breachesOf(group, policy));
  return [
    ...found.filter(({ severity }) => severity === "critical"),
    ...found.filter(({ severity }) => severity === "warning"),
  ];
}

function breachesOf(group: MarginGroup, policy: MarginPolicy): MarginBreach[] {
  const { key, utilisation, leverage } = group;
  const severity = utilisationSeverity(utilisation, policy);
  const breaches: MarginBreach[] = [];
  if (severity !== "normal") {
    const limit = severity === "critical" ? policy.criticalUtilisation : policy.warningUtilisation;
    const reason = `utilisation ${percent(utilisation)} is at or above ${percent(limit)}`;
    breaches.push({ key, severity, rule: "utilisation", value: utilisation, limit, reason });
  }
  if (!(leverage <= policy.mostLeverage)) {
    const limit = policy.mostLeverage;
    const reason = `leverage ${leverage.toFixed(1)}x is above ${limit}x`;
    breaches.push({ key, severity: "critical", rule: "leverage", value: leverage, limit, reason });
  }
  return breaches;
}

function percent(value: number): string {
  return Number.isFinite(value) ? `${(value * 100).toFixed(1)} %` : "without equity";
}

function checkPolicy(policy: MarginPolicy): void {
  checkPositive("warningUtilisation", policy.warningUtilisation);
  checkPositive("mostLeverage", policy.mostLeverage);
  if (policy.criticalUtilisation > policy.warningUtilisation) return;
  throw new RangeError(
    `criticalUtilisation must be above warningUtilisation ${policy.warningUtilisation}: ` +
      policy.criticalUtilisation,
  );
}
