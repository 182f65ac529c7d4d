import type { InputIssue } from "../../base/invalid-input.ts";
import type { FigureTable } from "../figure-table.ts";
import type { FigureKind } from "../manifest.ts";
import { findDuplicates } from "./duplicates.ts";
import type { DataFinding } from "./finding.ts";
import { findFlashPrints } from "./flash-prints.ts";
import { findLargeFunding } from "./funding-size.ts";
import { findGaps } from "./gaps.ts";
import { findImpossibleBars } from "./impossible-bars.ts";
import { findJumps } from "./jumps.ts";
import { findNonPositive } from "./non-positive.ts";
import type { SourceFigure } from "./source-figure.ts";
import { findStaleRuns } from "./stale-runs.ts";
import { findUnparsable } from "./unparsable.ts";
import { findUnsorted } from "./unsorted.ts";

/**
 * What makes figures unfit to import: no number, not positive, given twice, out of order, or an
 * impossible bar. Figures that are no numbers are reported alone: the other checks need numbers.
 */
export function findErrors(kind: FigureKind, figures: readonly SourceFigure[]): InputIssue[] {
  const unparsable = findUnparsable(figures);
  if (unparsable.length > 0) return unparsable;
  return [
    ...(kind === "funding" ? [] : findNonPositive(figures)),
    ...findDuplicates(figures),
    ...findUnsorted(figures),
    ...findImpossibleBars(figures),
  ];
}

/** What a reader should know of the figures of one file, in the order of the checks. */
export function findPeculiarities(table: FigureTable): DataFinding[] {
  if (table.kind === "funding") return [...findGaps(table), ...findLargeFunding(table)];
  const prices = [...findGaps(table), ...findJumps(table), ...findStaleRuns(table)];
  return table.kind === "hourly" ? [...prices, ...findFlashPrints(table)] : prices;
}
