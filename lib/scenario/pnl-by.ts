import { compensatedSum } from "../math/sum.ts";
import { type BookDimension, grossOf } from "../portfolio/book-line.ts";
import type { StressRow } from "./stress-result.ts";

/** What stress rows can be grouped by. */
export type StressDimension = "scenario" | "position" | BookDimension;

/** P&L of the rows that share the dimensions asked for; the other dimensions are absent. */
export interface PnlGroup {
  readonly scenario?: string;
  readonly position?: string;
  readonly desk?: string;
  readonly trader?: string;
  readonly account?: string;
  readonly venue?: string;
  readonly asset?: string;
  readonly sector?: string;
  /** Sum of the rows; negative is a loss. */
  readonly pnlUsd: number;
  /** Sum of the absolute notionals before the shock. */
  readonly grossUsd: number;
  /** Number of rows. */
  readonly count: number;
}

/**
 * P&L summed over every row that shares the dimensions: one group per combination that occurs,
 * scenarios in the order of the rows, everything else by name. Parts sum to the whole to rounding
 * (compensated sums).
 *
 * @throws RangeError when no dimension is given.
 * @example pnlBy(result, ["scenario", "desk"])
 */
export function pnlBy(
  result: { readonly rows: readonly StressRow[] },
  dimensions: readonly StressDimension[],
): PnlGroup[] {
  if (dimensions.length === 0) throw new RangeError("dimensions must name at least one: none");
  const groups = Map.groupBy(result.rows, (row) =>
    JSON.stringify(dimensions.map((dimension) => row[dimension])),
  );
  const scenarios = [...new Set(result.rows.map(({ scenario }) => scenario))];
  return [...groups.values()]
    .sort(([left], [right]) => compareRows(left!, right!, { dimensions, scenarios }))
    .map((rows) => groupOf(rows, dimensions));
}

function groupOf(rows: readonly StressRow[], dimensions: readonly StressDimension[]): PnlGroup {
  return {
    ...Object.fromEntries(dimensions.map((dimension) => [dimension, rows[0]![dimension]])),
    pnlUsd: compensatedSum(rows.map(({ pnlUsd }) => pnlUsd)),
    grossUsd: grossOf(rows),
    count: rows.length,
  };
}

function compareRows(
  left: StressRow,
  right: StressRow,
  order: {
    readonly dimensions: readonly StressDimension[];
    readonly scenarios: readonly string[];
  },
): number {
  for (const dimension of order.dimensions) {
    const a = left[dimension];
    const b = right[dimension];
    if (a === b) continue;
    if (dimension !== "scenario") return a < b ? -1 : 1;
    return order.scenarios.indexOf(a) - order.scenarios.indexOf(b);
  }
  return 0;
}
