import { checkNonNegative, describe } from "../../base/check.ts";

/** Margin rates from a size of position on. */
export interface MarginTier {
  /** Notional from which the tier holds, USD; 0 in the first, ascending. */
  readonly floorUsd: number;
  /** Maintenance margin per notional, in (0, 1); never falls from tier to tier. */
  readonly maintenanceRate: number;
  /** Most leverage allowed; 1 / maxLeverage is the least initial rate, at least the maintenance rate. */
  readonly maxLeverage: number;
}

/**
 * How the rate of a tier applies: `cumulative`, to what lies inside the tier, so that the margin never
 * jumps; `whole`, to the whole notional.
 */
export type TierRule = "cumulative" | "whole";

/** Tiers and their rule. */
export interface TieredMargin {
  readonly rule: TierRule;
  /** At least one. */
  readonly tiers: readonly MarginTier[];
}

/** The tier that a notional falls in, with the amount that its rule takes off. */
export interface AppliedTier extends MarginTier {
  /** Maintenance margin = notional × maintenanceRate - maintenanceAmountUsd. */
  readonly maintenanceAmountUsd: number;
}

/** Amounts of tiers seen before: a replay asks for them at every step. Tiers are never changed. */
const applied: Readonly<Record<TierRule, WeakMap<readonly MarginTier[], readonly AppliedTier[]>>> =
  {
    cumulative: new WeakMap(),
    whole: new WeakMap(),
  };

/**
 * The tiers with their maintenance amounts: amount[0] = 0,
 * amount[k] = amount[k - 1] + floor[k] (rate[k] - rate[k - 1]); all 0 under the rule `whole`.
 *
 * Source: Binance, Leverage and Margin of USD-M Futures (FAQ b3c689c1f50a44cabb3a84e663b81d93).
 *
 * @throws RangeError for tiers that do not start at 0, do not ascend, or whose rates fall.
 * @example maintenanceAmounts({ rule: "cumulative", tiers })[3].maintenanceAmountUsd
 */
export function maintenanceAmounts(margin: TieredMargin): readonly AppliedTier[] {
  const known = applied[margin.rule].get(margin.tiers);
  if (known !== undefined) return known;
  checkTiers(margin);
  let amount = 0;
  const tiers = margin.tiers.map((tier, k) => {
    const before = margin.tiers[k - 1]?.maintenanceRate ?? tier.maintenanceRate;
    if (margin.rule === "cumulative") amount += tier.floorUsd * (tier.maintenanceRate - before);
    return { ...tier, maintenanceAmountUsd: amount };
  });
  applied[margin.rule].set(margin.tiers, tiers);
  return tiers;
}

/**
 * The tier of a notional; one that equals a floor is in the tier above it.
 *
 * @throws RangeError for a notional that is negative or not finite.
 * @example tierOf(margin, 200_000).maintenanceRate
 */
export function tierOf(margin: TieredMargin, notionalUsd: number): AppliedTier {
  checkNonNegative("notionalUsd", notionalUsd);
  return maintenanceAmounts(margin).findLast(({ floorUsd }) => notionalUsd >= floorUsd)!;
}

/**
 * Maintenance margin of a notional in USD: notional × rate - amount of its tier.
 *
 * @throws RangeError like {@link tierOf}.
 */
export function maintenanceMarginUsd(margin: TieredMargin, notionalUsd: number): number {
  const { maintenanceRate, maintenanceAmountUsd } = tierOf(margin, notionalUsd);
  return notionalUsd * maintenanceRate - maintenanceAmountUsd;
}

/** What is wrong with a tier. @internal */
export interface TierIssue {
  readonly tier: number;
  readonly field: keyof MarginTier;
  readonly rule: string;
  readonly value: number;
}

/** Everything that is wrong with tiers as a list. @internal */
export function tierIssues(tiers: readonly MarginTier[]): TierIssue[] {
  return tiers.flatMap((one, tier) => {
    const { floorUsd, maintenanceRate, maxLeverage } = one;
    const before = tiers[tier - 1];
    const floorIsRight = before === undefined ? floorUsd === 0 : floorUsd > before.floorUsd;
    const rateIsRight = maintenanceRate > 0 && maintenanceRate < 1;
    const rateRises = before === undefined || !(maintenanceRate < before.maintenanceRate);
    const leverageIsRight = maxLeverage >= 1 && maxLeverage * maintenanceRate <= 1;
    const checks: [boolean, keyof MarginTier, string][] = [
      [floorIsRight, "floorUsd", "must be 0 in the first tier and ascend"],
      [rateIsRight, "maintenanceRate", "must be in (0, 1)"],
      [rateRises, "maintenanceRate", "must not fall from tier to tier"],
      [leverageIsRight, "maxLeverage", "must be at least 1 and at most 1 / maintenanceRate"],
    ];
    return checks.flatMap(([holds, field, rule]) =>
      holds ? [] : [{ tier, field, rule, value: one[field] }],
    );
  });
}

function checkTiers({ tiers }: TieredMargin): void {
  if (tiers.length === 0) throw new RangeError("tiers must have at least one: none");
  const [issue] = tierIssues(tiers);
  if (issue === undefined) return;
  const { tier, field, rule, value } = issue;
  throw new RangeError(`${field} of tier ${tier} ${rule}: ${describe(value)}`);
}
