import { styleText } from "node:util";
import type { CellFailure } from "../notebook/cell-failure.ts";
import type { NotebookRun } from "../notebook/run-notebooks.ts";

/** One notebook's run in words: a line, and for a failure where, what and which cells did not run. */
export function formatRun(run: NotebookRun): string {
  const { file, failure, cells, milliseconds } = run;
  if (run.reused)
    return `${word("unchanged", "green")} ${file}  ${count(cells, "cell")}, not run again`;
  if (failure === undefined) {
    const what = whatBecame(run);
    return `${word("ok", "green")} ${file}  ${count(cells, "cell")}, ${seconds(milliseconds)}, ${what}`;
  }
  return [
    `${word("failed", "red")} ${file}  ${formatFailure(failure)}`,
    ...details(run, failure),
  ].join("\n          ");
}

/** Where a notebook was when the command was stopped: `stopped a.ipynb  cell [2], line 3`. */
export function formatStopped(file: string, { cell, line }: CellFailure): string {
  const place = cell === 0 ? "before its first cell" : placeOf(cell, line);
  return `${word("stopped", "red")} ${file}  ${place}`;
}

function whatBecame({ written, target }: NotebookRun): string {
  if (target === undefined) return written ? "written" : "unchanged";
  return written ? `written to ${target}` : `unchanged in ${target}`;
}

/** A failure in a line: `cell [3], line 4: RangeError: …`. */
function formatFailure({ cell, line, message }: CellFailure): string {
  if (cell === 0) return message;
  return `${placeOf(cell, line)}: ${message}`;
}

function placeOf(cell: number, line: number | undefined): string {
  return line === undefined ? `cell [${cell}]` : `cell [${cell}], line ${line}`;
}

/** How a run of several notebooks went: `3 notebooks: 2 ok, 1 failed`. */
export function formatTotal(runs: readonly { readonly failure?: CellFailure }[]): string {
  const failed = runs.filter(({ failure }) => failure !== undefined).length;
  const parts = [`${runs.length - failed} ok`, ...(failed > 0 ? [`${failed} failed`] : [])];
  return `${count(runs.length, "notebook")}: ${parts.join(", ")}`;
}

/** A result's first word, coloured and as wide as the widest. */
export function word(text: string, colour: "green" | "red"): string {
  return styleText(colour, text) + " ".repeat(Math.max(0, 9 - text.length));
}

/** `1 cell`, `2 cells`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** Milliseconds as seconds with one decimal: `3.2 s`. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function details(run: NotebookRun, failure: CellFailure): string[] {
  const { notRun } = run;
  const rest = notRun.length === 0 ? [] : [`not run: ${notRun.map((n) => `[${n}]`).join(" ")}`];
  const why = advice[failure.kind];
  return [...(failure.trace ?? []).slice(0, 6), ...(why === undefined ? [] : [why]), ...rest];
}

const advice: Partial<Record<CellFailure["kind"], string>> = {
  rejection: "a promise was rejected and no cell awaits it",
  timer: "thrown outside the cell's own course, in a timer or an event",
};
