import {
  chmodSync,
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { formatNotebook } from "./format-notebook.ts";
import { makeFolder } from "./make-folder.ts";
import type { Notebook } from "./notebook.ts";
import { readNotebook } from "./read-notebook.ts";

/** Reads and checks one notebook file. Throws InvalidInputError naming the file as given. */
export function readNotebookFile(file: string): Notebook {
  return readNotebook(readFileSync(file, "utf8"), file);
}

/**
 * Replaces the file by a whole new one, or leaves it alone when no byte would change; a reader
 * never sees half a notebook. Makes the file and its folder where there is none. Returns whether it
 * wrote.
 */
export function writeNotebookFile(file: string, notebook: Notebook): boolean {
  const contents = formatNotebook(notebook);
  const exists = existsSync(file);
  if (exists && readFileSync(file, "utf8") === contents) return false;
  if (!exists) makeFolder(dirname(file));
  const target = exists ? realpathSync(file) : file;
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    writeFileSync(temporary, contents, { flush: true });
    if (exists) chmodSync(temporary, statSync(target).mode);
    renameSync(temporary, target);
  } finally {
    rmSync(temporary, { force: true });
  }
  return true;
}
