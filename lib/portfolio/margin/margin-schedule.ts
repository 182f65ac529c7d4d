import { z } from "zod";
import { describe } from "../../base/check.ts";
import type { InputIssue } from "../../base/invalid-input.ts";
import { checkDocument, list, record } from "../check-document.ts";
import { date, identifier, nonNegative, oneOf, positive, share, text } from "../fields.ts";
import { type MarginTier, type TieredMargin, type TierRule, tierIssues } from "./margin-tiers.ts";

/** What a venue asks for its contracts, as of a date. */
export interface MarginSchedule {
  readonly name: string;
  /** ISO date from which, or on which, it held. */
  readonly asOf: string;
  /** Where the figures are from, and which are assumed. */
  readonly source: string;
  readonly rule: TierRule;
  /** Tiers by underlying; `default` for all others. */
  readonly tiers: Readonly<Record<string, readonly MarginTier[]>>;
  /** Taken of the notional closed in a liquidation, into the insurance fund; a fraction. */
  readonly liquidationFeeRate: number;
}

const tier: z.ZodType<MarginTier> = record({
  floorUsd: nonNegative,
  maintenanceRate: share,
  maxLeverage: positive,
});

const schema: z.ZodType<MarginSchedule> = record({
  name: text,
  asOf: date,
  source: text,
  rule: oneOf("cumulative", "whole"),
  tiers: z.record(identifier, list(tier)),
  liquidationFeeRate: share,
});

/**
 * A margin schedule from an outside document (parsed JSON), checked in full before any of it is used.
 *
 * @throws InvalidInputError listing every refusal with path, rule and value.
 * @example parseMarginSchedule(JSON.parse(text))
 */
export function parseMarginSchedule(input: unknown): MarginSchedule {
  return checkDocument(input, { subject: "margin schedule", schema, across: issuesOf });
}

function issuesOf(input: unknown): InputIssue[] {
  const tiers = (input as { readonly tiers?: unknown } | null)?.tiers;
  if (typeof tiers !== "object" || tiers === null) return [];
  return Object.entries(tiers).flatMap(([asset, value]: [string, unknown]) => {
    const path = `tiers.${asset}`;
    if (!Array.isArray(value)) return [];
    if (value.length === 0)
      return [{ path, rule: "must have at least one", value: "an empty list" }];
    return tierIssues(value.filter(isRecord) as unknown as MarginTier[]).map((issue) => ({
      path: `${path}[${issue.tier}].${issue.field}`,
      rule: issue.rule,
      value: describe(issue.value),
    }));
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** The tiers of an underlying; throws a RangeError naming those there are. @internal */
export function tiersFor({ name, rule, tiers }: MarginSchedule, underlying: string): TieredMargin {
  const found = Object.hasOwn(tiers, underlying) ? tiers[underlying] : tiers.default;
  if (found !== undefined) return { rule, tiers: found };
  const known = Object.keys(tiers).join(", ");
  throw new RangeError(`underlying must have tiers in ${name} (${known}): ${describe(underlying)}`);
}
