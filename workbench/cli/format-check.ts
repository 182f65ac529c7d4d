import { relative } from "node:path";
import { styleText } from "node:util";
import type { CheckReport, NotebookCheck } from "../check/check-notebooks.ts";
import type { FileFindings, Finding } from "../check/finding.ts";
import { count, seconds, word } from "./format-run.ts";

/** One notebook's check in words: a line when it is clean, else one for each finding. */
export function formatCheck({ file, cells, findings }: NotebookCheck): string {
  if (findings.length === 0) return `${word("ok", "green")} ${file}  ${count(cells, "cell")}`;
  return formatFindings({ file, findings });
}

/** The findings of one file, a line each: `notebooks/a.ipynb [7] line 3:12 SB104 …`. */
export function formatFindings({ file, findings }: FileFindings): string {
  return findings.map((finding) => formatFinding(named(file), finding)).join("\n");
}

/** What `--fix` changed in one notebook, a line for each change. */
export function formatFixed({ file, findings }: FileFindings): string {
  const lines = findings.map((finding) => formatFinding(named(file), finding));
  return lines.map((line) => `${word("fixed", "green")} ${line}`).join("\n");
}

/** How a check came out: `3 notebooks: 2 clean, 1 with 4 findings, 2.1 s`. */
export function formatOutcome(report: CheckReport, milliseconds: number): string {
  const { notebooks, imported } = report;
  const dirty = notebooks.filter(({ findings }) => findings.length > 0);
  const sum = (files: readonly FileFindings[]): number =>
    files.reduce((total, { findings }) => total + findings.length, 0);
  const parts = [
    `${notebooks.length - dirty.length} clean`,
    ...(dirty.length > 0 ? [`${dirty.length} with ${count(sum(dirty), "finding")}`] : []),
    ...(imported.length > 0 ? [`${count(sum(imported), "finding")} in imported files`] : []),
    seconds(milliseconds),
  ];
  return `${count(notebooks.length, "notebook")}: ${parts.join(", ")}`;
}

function formatFinding(file: string, finding: Finding): string {
  const { line, column, code, message, view } = finding;
  const [first = "", ...rest] = message.split("\n");
  const by = view === "kernel" || view === "strict" ? ` (${view})` : "";
  return [
    `${file}${place(finding)} line ${line}:${column} ${styleText("red", code)} ${first}${by}`,
    ...rest.map((text) => `  ${text}`),
  ].join("\n");
}

// The number in brackets that a reader sees; a cell without one is counted from the top.
function place({ cell, index }: Finding): string {
  if (cell !== undefined) return ` [${cell}]`;
  return index === undefined ? "" : ` cell ${index + 1}`;
}

function named(file: string): string {
  const path = relative(process.cwd(), file);
  return path.length < file.length && !path.startsWith("../..") ? path : file;
}
