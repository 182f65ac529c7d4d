import { existsSync, readFileSync } from "node:fs";
import { formatNotebook } from "../notebook/format-notebook.ts";
import type { Notebook } from "../notebook/notebook.ts";
import { readNotebook } from "../notebook/read-notebook.ts";

/** A version of a file as git hands it over. */
export interface GitDocument {
  /** Undefined for what is not a notebook that can be read: a broken file, one with conflict marks. */
  readonly notebook?: Notebook;
  readonly text: string;
}

const nobody: Notebook = { cells: [], metadata: {} };

/**
 * Reads a version of a file for a comparison that must not fail: `/dev/null`, an empty and a missing
 * file are a notebook without cells, and what is no notebook is its text.
 */
export function gitDocument(path: string): GitDocument {
  if (path === "/dev/null" || path === "nul" || !existsSync(path)) {
    return { notebook: nobody, text: formatNotebook(nobody) };
  }
  const text = readFileSync(path, "utf8");
  if (text.trim() === "") return { notebook: nobody, text };
  try {
    return { notebook: readNotebook(text, path), text };
  } catch (error) {
    if (error instanceof Error && error.name === "InvalidInputError") return { text };
    throw error;
  }
}
