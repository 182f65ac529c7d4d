import type { Json, JsonObject } from "../notebook/json.ts";
import { type CodeCell, type Notebook, numberedCells } from "../notebook/notebook.ts";
import { hashOfJson } from "./hash.ts";

/** A cell as a stamp remembers it. */
export interface StampedCell {
  readonly id: string;
  /** Hash of its source and tags. */
  readonly source: string;
  readonly outputs: string;
}

/** The cells that run, in order. */
export function stampedCells(notebook: Notebook): StampedCell[] {
  return numberedCells(notebook).map(({ cell }) => ({
    id: cell.id,
    source: hashOfJson([cell.source, tagsOf(cell)]),
    outputs: hashOfJson(cell.outputs as unknown as Json),
  }));
}

/** The line of a stamp for a cell: `a1b2c3 source 0f3c… outputs 99e1…`. */
export function formatCell({ id, source, outputs }: StampedCell): string {
  return `${id} source ${source} outputs ${outputs}`;
}

/** The cell of a line of a stamp. */
export function parseCell(line: string): StampedCell {
  const [id = "", , source = "", , outputs = ""] = line.split(" ");
  return { id, source, outputs };
}

function tagsOf({ metadata }: { readonly metadata: JsonObject } & CodeCell): Json {
  return Array.isArray(metadata.tags) ? [...metadata.tags].sort() : [];
}
