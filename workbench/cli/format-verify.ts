import {
  type Comparison,
  type OutputGroup,
  outputGroups,
  type ToleranceUse,
} from "../notebook/compare-notebooks.ts";
import type { Difference } from "../notebook/difference.ts";
import type { NotebookVerification } from "../notebook/verify-notebooks.ts";
import {
  cutAround,
  differencePlace,
  differenceWords,
  relativeWords,
} from "../report/difference-words.ts";
import { count, formatRun, seconds, word } from "./format-run.ts";

/** Differences printed of an output and of a notebook; the rest is counted. */
const mostOfOutput = 6;
const mostOfNotebook = 30;
const longestValue = 72;

/** One notebook's verification in words: a line, and every difference on lines of its own. */
export function formatVerification(verification: NotebookVerification): string {
  const { file, cells, milliseconds, comparison } = verification;
  if (comparison === undefined) return formatRun(verification);
  const size = `${count(cells, "cell")}, ${seconds(milliseconds)}`;
  const head =
    comparison.count === 0
      ? `${word("same", "green")} ${file}  ${size}`
      : `${word("differs", "red")} ${file}  ${count(comparison.count, "difference")}, ${size}`;
  return [
    head,
    ...formatDifferences(comparison),
    ...comparison.tolerances.map(formatTolerance),
  ].join("\n");
}

/** How a verification of several notebooks went: `3 notebooks: 2 reproduced, 1 differs`. */
export function formatVerdict(verifications: readonly NotebookVerification[]): string {
  const failed = verifications.filter(({ comparison }) => comparison === undefined).length;
  const same = verifications.filter(({ comparison }) => comparison?.count === 0).length;
  const differ = verifications.length - failed - same;
  const parts = [
    `${same} reproduced`,
    ...(differ > 0 ? [`${differ} ${differ === 1 ? "differs" : "differ"}`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
  return `${count(verifications.length, "notebook")}: ${parts.join(", ")}`;
}

function formatDifferences(comparison: Comparison): string[] {
  const lines: string[] = [];
  let [shown, counted] = [0, 0];
  for (const group of outputGroups(comparison)) {
    const some = group.differences.slice(0, Math.min(mostOfOutput, mostOfNotebook - shown));
    if (some.length === 0) break;
    shown += some.length;
    counted += group.count;
    lines.push(...some.map(formatDifference));
    if (group.count > some.length) lines.push(moreOf(group, some.length));
  }
  const left = comparison.count - counted;
  return left > 0 ? [...lines, `  and ${left} more in further outputs`] : lines;
}

function moreOf(group: OutputGroup, shown: number): string {
  const { count: all, largest, differences } = group;
  const place = differencePlace({ ...differences[0]!, path: "" });
  const most = largest === undefined ? "" : `, the largest ${relativeWords(largest)}`;
  return `  and ${all - shown} more in ${place || "the notebook"}${most}`;
}

function formatDifference(difference: Difference): string {
  const { kind, relative } = difference;
  const { committed, now } = cutAround(difference, longestValue);
  const change = relative === undefined ? "" : `  (relative difference ${relativeWords(relative)})`;
  return [
    `  ${differencePlace(difference)}: ${differenceWords(kind)}`,
    `    committed ${committed}`,
    `    now       ${now}${change}`,
  ].join("\n");
}

function formatTolerance(use: ToleranceUse): string {
  const { cell, relative, absolute, reason, numbers, largest } = use;
  const where = cell === 0 ? "the notebook" : `cell [${cell}]`;
  const needed = numbers === 0 ? "not needed" : `${count(numbers, "number")} needed it`;
  const most = numbers === 0 ? "" : `, the largest ${relativeWords(largest)}`;
  const limits = `relative ${relative}, absolute ${absolute}`;
  return `  tolerance of ${where}: ${limits} (${reason}); ${needed}${most}`;
}
