import type { Difference } from "../notebook/difference.ts";
import type { NotebookVerification } from "../notebook/verify-notebooks.ts";
import { count, formatRun, seconds, word } from "./format-run.ts";

/** Differences printed per notebook; the rest is counted. */
const mostShown = 20;
const longestValue = 60;

/** One notebook's verification in words: a line, and every difference on two lines of its own. */
export function formatVerification(verification: NotebookVerification): string {
  const { file, cells, milliseconds, comparison } = verification;
  if (comparison === undefined) return formatRun(verification);
  const size = `${count(cells, "cell")}, ${seconds(milliseconds)}`;
  if (comparison.count === 0) return `${word("same", "green")} ${file}  ${size}`;
  const { differences } = comparison;
  const shown = differences.slice(0, mostShown).map(formatDifference);
  const more = comparison.count - shown.length;
  const found = count(comparison.count, "difference");
  return [
    `${word("differs", "red")} ${file}  ${found}, ${size}`,
    ...shown,
    ...(more > 0 ? [`  and ${more} more`] : []),
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

function formatDifference({ cell, place, committed, now, relative }: Difference): string {
  const where = cell === 0 ? place : `cell [${cell}], ${place}`;
  const change = relative === undefined ? "" : `  (${formatRelative(relative)})`;
  return `  ${where}\n    committed ${shorten(committed)}\n    now       ${shorten(now)}${change}`;
}

function formatRelative(relative: number): string {
  const percent = relative * 100;
  const digits = percent >= 0.01 ? percent.toPrecision(3) : percent.toExponential(1);
  return `relative difference ${Number(digits) >= 1000 ? percent.toExponential(1) : digits} %`;
}

function shorten(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue - 3)}...` : text;
}
