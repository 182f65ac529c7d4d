import { dirname, resolve } from "node:path";
import { type Notebook, numberedCells } from "../notebook/notebook.ts";
import type { NotebookSource } from "./finding.ts";

/** The code of a notebook read from `file`, which may be relative to the current folder. */
export function sourceOf(file: string, notebook: Notebook): NotebookSource {
  return {
    file,
    folder: dirname(resolve(file)),
    cells: numberedCells(notebook).map(({ number, cell }) => ({
      index: notebook.cells.indexOf(cell),
      number,
      source: cell.source,
      tags: tagsOf(cell.metadata.tags),
    })),
  };
}

function tagsOf(tags: unknown): string[] {
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [];
}
