import { existsSync } from "node:fs";
import { styleText } from "node:util";
import { diffNotebooks } from "../diff/diff-notebooks.ts";
import { formatDiff, type Paint } from "../diff/format-diff.ts";
import { gitDocument } from "../diff/git-document.ts";
import { notebookText } from "../diff/notebook-text.ts";
import { readNotebookFile } from "../notebook/notebook-file.ts";
import { UsageError } from "./usage-error.ts";

// Colours on a terminal alone, and as NO_COLOR and FORCE_COLOR want it.
const paint: Paint = (style, text) => styleText(style, text);

/** Prints how one notebook differs from another; returns whether nothing does. */
export function twoNotebooks(before: string, after: string): boolean {
  const changes = diffNotebooks(readNotebookFile(before), readNotebookFile(after));
  if (changes.length === 0) {
    console.log("no difference in sources, texts and values");
    return true;
  }
  console.log(`${paint("bold", `${before} -> ${after}`)}\n${formatDiff(changes, paint)}`);
  return false;
}

/** A file as text for git's textconv; what is not a notebook stays as it is. */
export function asText(file: string): string {
  if (!existsSync(file)) throw new UsageError(`no such file: ${file}`);
  const { notebook, text } = gitDocument(file);
  return notebook === undefined ? text : notebookText(notebook);
}

/** Prints a difference as git's external diff driver. */
export function driveGit(parameters: readonly string[]): void {
  const [path = "", oldFile = "", , , newFile = "", , , newPath] = parameters;
  const [before, after] = [gitDocument(oldFile), gitDocument(newFile)];
  const what = whatHappened(oldFile, newFile);
  console.log(paint("bold", `${newPath === undefined ? path : `${path} -> ${newPath}`}${what}`));
  if (before.notebook === undefined || after.notebook === undefined) {
    console.log(before.text === after.text ? "no difference" : "differs, and is not a notebook");
    return;
  }
  const changes = diffNotebooks(before.notebook, after.notebook);
  if (changes.length > 0) console.log(formatDiff(changes, paint));
  else console.log("no difference in sources, texts and values");
}

function whatHappened(oldFile: string, newFile: string): string {
  if (oldFile === "/dev/null") return " (new)";
  return newFile === "/dev/null" ? " (deleted)" : "";
}
