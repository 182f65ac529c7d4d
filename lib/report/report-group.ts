import type { Book } from "../portfolio/book.ts";
import { exposureBy } from "../portfolio/exposure.ts";
import type { AccountMargin } from "../portfolio/margin/account-margin.ts";
import type { MarginPolicy, Severity } from "../portfolio/margin/margin-breaches.ts";
import { type MarginGroup, marginBy } from "../portfolio/margin/margin-by.ts";
import type { Market } from "../portfolio/market.ts";
import {
  byUrgency,
  groupBreaches,
  type ReportBreach,
  type ReportSubject,
  worstSeverity,
} from "./report-severity.ts";

/** One trader, desk or account: how large, how much margin, how bad. USD. */
export interface ReportGroup extends MarginGroup {
  readonly longUsd: number;
  readonly shortUsd: number;
  readonly netUsd: number;
  readonly positions: number;
  readonly severity: Severity;
  /** What makes it so, critical first; empty when normal. */
  readonly breaches: readonly ReportBreach[];
}

/** What groups are made of. @internal */
export interface GroupInput {
  readonly market: Market;
  readonly accounts: readonly AccountMargin[];
  readonly policy: MarginPolicy;
}

/** Exposure, margin and severity by trader, desk or account, by name. @internal */
export function reportGroups(
  book: Book,
  input: GroupInput,
  subject: Exclude<ReportSubject, "position">,
): ReportGroup[] {
  const margins = marginBy(book, input, subject);
  return exposureBy(book, input.market, subject).map((exposure, i) => {
    const margin = margins[i]!;
    const breaches = byUrgency(groupBreaches(subject, margin, input.policy));
    return { ...exposure, ...margin, severity: worstSeverity(breaches), breaches };
  });
}
