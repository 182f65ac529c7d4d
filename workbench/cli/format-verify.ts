import { type Comparison, type OutputGroup, outputGroups } from "../notebook/compare-notebooks.ts";
import type { Difference } from "../notebook/difference.ts";
import type { NotebookVerification } from "../notebook/verify-notebooks.ts";
import {
  cutAround,
  differencePlace,
  differenceWords,
  relativeWords,
  toleranceWords,
} from "../report/difference-words.ts";
import { isGood, type NotebookResult, type Verdict, verdictOf } from "../report/notebook-result.ts";
import type { StampCheck } from "../stamp/check-stamps.ts";
import { isOutputEdit, type StaleReason, staleWords } from "../stamp/stale-reason.ts";
import { count, formatRun, seconds, word } from "./format-run.ts";

/** Differences printed of an output and of a notebook, and reasons; the rest is counted. */
const mostOfOutput = 6;
const mostOfNotebook = 30;
const mostReasons = 12;
const longestValue = 96;

/** One notebook's verification in words: a line, and every difference on lines of its own. */
export function formatVerification(verification: NotebookVerification): string {
  const { file, cells, milliseconds, comparison, stale } = verification;
  if (comparison === undefined) return [formatRun(verification), ...formatStale(stale)].join("\n");
  const found = comparison.count === 0 ? "" : `${count(comparison.count, "difference")}, `;
  return [
    `${head(verdictOf(verification))} ${file}  ${found}${count(cells, "cell")}, ${seconds(milliseconds)}`,
    ...formatDifferences(comparison),
    ...formatStale(stale),
    ...comparison.tolerances.map((use) => `  tolerance of ${toleranceWords(use)}`),
  ].join("\n");
}

/** What a notebook's stamp says, in words: a line, and every reason why it is stale. */
export function formatStampCheck({ file, cells, stale, outside }: StampCheck): string {
  const notes = outside.map((name) => `  note: it reads ${name}, outside the project: not checked`);
  const verdict = stale.length === 0 ? "current" : "stale";
  return [
    `${head(verdict)} ${file}  ${count(cells, "cell")}`,
    ...formatStale(stale),
    ...notes,
  ].join("\n");
}

/** How several notebooks stand: `3 notebooks: 2 same, 1 differs`. */
export function formatVerdict(results: readonly NotebookResult[]): string {
  const verdicts = Map.groupBy(results, ({ verdict }) => verdict);
  const order = ["same", "current", "differs", "stale", "failed"] as const;
  const parts = order.flatMap((verdict) => {
    const number = verdicts.get(verdict)?.length ?? 0;
    return number === 0 ? [] : [`${number} ${verdictWords[verdict]}`];
  });
  return `${count(results.length, "notebook")}: ${parts.join(", ")}`;
}

/** What to look at next where figures of the data set changed; empty where none did. */
export function formatNextStep(results: readonly NotebookResult[]): string {
  const files = results.flatMap(({ stale }) =>
    stale.flatMap((reason) =>
      /^file-/.test(reason.kind) && "file" in reason ? [reason.file] : [],
    ),
  );
  if (!files.some((file) => /^data\/.*\.(?:csv|json)$/.test(file))) return "";
  return "next: `stressbook data check` names each figure that differs from the manifest";
}

const verdictWords: Readonly<Record<Verdict, string>> = {
  same: "reproduced",
  current: "current",
  differs: "with differences",
  stale: "stale",
  failed: "failed",
};

function formatStale(stale: readonly StaleReason[]): string[] {
  const lines = stale.map(
    (reason) => `  ${isOutputEdit(reason) ? "edited" : "stale"}: ${staleWords(reason)}`,
  );
  const more = lines.length - mostReasons;
  return more > 0 ? [...lines.slice(0, mostReasons), `  and ${more} more reasons`] : lines;
}

function head(verdict: Verdict): string {
  return word(verdict, isGood(verdict) ? "green" : "red");
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
