import { type Notebook, numberedCells } from "../notebook/notebook.ts";
import { readNotebookFile } from "../notebook/notebook-file.ts";
import { checkStamp } from "./check-stamp.ts";
import type { StaleReason } from "./stale-reason.ts";
import { readStamp } from "./stamp.ts";

/** What a notebook's stamp says against what is there now. */
export interface StampCheck {
  readonly file: string;
  readonly notebook: Notebook;
  readonly cells: number;
  readonly milliseconds: number;
  /** Empty when the stamp matches. */
  readonly stale: readonly StaleReason[];
  /** Base names of files outside the project that the run read and the stamp cannot vouch for. */
  readonly outside: readonly string[];
}

/** Checks stamps without running anything. Throws InvalidInputError for a file that is no notebook. */
export function checkStamps(files: readonly string[]): StampCheck[] {
  return files.map((file) => {
    const began = performance.now();
    const notebook = readNotebookFile(file);
    const stale = checkStamp(notebook, file);
    return {
      file,
      notebook,
      cells: numberedCells(notebook).length,
      milliseconds: performance.now() - began,
      stale,
      outside: readStamp(notebook)?.outside ?? [],
    };
  });
}
