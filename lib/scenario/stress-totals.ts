import type { Book } from "../portfolio/book.ts";
import { type BookDimension, type BookLine, grossOf } from "../portfolio/book-line.ts";
import type { Market } from "../portfolio/market.ts";
import { compileBook } from "./compile-book.ts";
import type { PnlGroup } from "./pnl-by.ts";
import { revaluePnl } from "./revalue-book.ts";
import { headOf, resolveStress, type StressOptions, warningsOf } from "./stress-book.ts";
import type { AssetTreatment, StressResult } from "./stress-result.ts";

/** Scenarios, the missing policy, and what to sum by besides. */
export interface StressTotalsOptions extends StressOptions {
  /** Groups of every scenario; none when not given. */
  readonly by?: readonly BookDimension[];
}

/** P&L of a book under scenarios, without its positions. */
export interface StressTotals extends Omit<StressResult, "rows" | "excluded"> {
  /** As `pnlBy` gives them for the scenario and the dimensions; empty where none were asked for. */
  readonly groups: readonly PnlGroup[];
}

/**
 * The totals that `stressBook` gives, and sums by desk, account or whatever is asked for, without a row for every
 * position and scenario: for thousands of scenarios, whose rows would not fit.
 *
 * @throws RangeError as `stressBook` does.
 * @example stressTotals(book, market, { scenarios, missing: "fail", by: ["desk"] }).totals
 */
export function stressTotals(
  book: Book,
  market: Market,
  options: StressTotalsOptions,
): StressTotals {
  const { scenarios, by = [] } = options;
  const { lines, resolved, revaluation } = resolveStress(book, market, options);
  const keys = groupKeys(lines, by);
  const groups = { of: keys.of, count: keys.first.length };
  const pnl = revaluePnl(compileBook(book.positions), revaluation, { groups });
  const all = partsOf(lines, keys);
  const parts = resolved.map(({ treatments }) => {
    const out = excludedAssets(treatments);
    if (out.size === 0) return { ...all, leftOut: [] };
    const leftOut = lines.filter(({ asset }) => out.has(asset));
    return { ...partsOf(lines, keys, out), leftOut };
  });
  return {
    ...headOf(book, market, options),
    totals: scenarios.map(({ id, name }, i) => ({
      scenario: id,
      name,
      pnlUsd: pnl.totals[i]!,
      grossUsd: parts[i]!.grossUsd,
      excludedGrossUsd: grossOf(parts[i]!.leftOut),
    })),
    groups: scenarios.flatMap(({ id }, i) =>
      parts[i]!.groups.flatMap(({ grossUsd, count }, g) => {
        const pnlUsd = pnl.groups!.values[i * groups.count + g]!;
        return count === 0 ? [] : [{ scenario: id, ...keys.first[g]!, pnlUsd, grossUsd, count }];
      }),
    ),
    treatments: resolved.flatMap(({ treatments }) => treatments),
    warnings: warningsOf(options, {
      lines,
      resolved,
      leftOut: parts.map(({ leftOut }) => leftOut),
    }),
  };
}

interface GroupKeys {
  /** Number of each line's group. */
  readonly of: Int32Array;
  /** What the lines of each group share, groups sorted by it. */
  readonly first: readonly Partial<Record<BookDimension, string>>[];
}

function groupKeys(lines: readonly BookLine[], by: readonly BookDimension[]): GroupKeys {
  if (by.length === 0) return { of: new Int32Array(lines.length), first: [] };
  const members = Map.groupBy(lines.keys(), (i) => JSON.stringify(by.map((one) => lines[i]![one])));
  const sorted = [...members.values()].sort(([a], [b]) => {
    const different = by.find((one) => lines[a!]![one] !== lines[b!]![one]);
    return different !== undefined && lines[a!]![different] > lines[b!]![different] ? 1 : -1;
  });
  const of = new Int32Array(lines.length);
  sorted.forEach((group, g) => {
    for (const i of group) of[i] = g;
  });
  const first = sorted.map(([i]) => Object.fromEntries(by.map((one) => [one, lines[i!]![one]])));
  return { of, first };
}

interface Parts {
  readonly grossUsd: number;
  readonly groups: readonly { readonly grossUsd: number; readonly count: number }[];
}

/** Notionals of the lines that are not left out, all together and by group. */
function partsOf(
  lines: readonly BookLine[],
  { of, first }: GroupKeys,
  out: ReadonlySet<string> = new Set(),
): Parts {
  const members: BookLine[][] = first.map(() => []);
  const held = lines.filter((line, i) => {
    if (out.has(line.asset)) return false;
    members[of[i]!]?.push(line);
    return true;
  });
  const groups = members.map((group) => ({ grossUsd: grossOf(group), count: group.length }));
  return { grossUsd: grossOf(held), groups };
}

function excludedAssets(treatments: readonly AssetTreatment[]): ReadonlySet<string> {
  const out = treatments.filter(({ shock }) => shock === undefined);
  return new Set(out.map(({ asset }) => asset));
}
