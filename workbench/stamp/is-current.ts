import { readFileSync } from "node:fs";
import { formatNotebook } from "../notebook/format-notebook.ts";
import { withOutputs } from "../notebook/normalise.ts";
import { type Notebook, numberedCells } from "../notebook/notebook.ts";
import { checkStamp } from "./check-stamp.ts";
import { readStamp } from "./stamp.ts";

/**
 * Whether running the notebook of `file` again could change nothing: its stamp matches all that is
 * there now and vouches for every input, and its bytes are those that a run writes.
 */
export function isCurrent(notebook: Notebook, file: string): boolean {
  if (checkStamp(notebook, file).length > 0 || readStamp(notebook)?.outside) return false;
  const outputs = new Map(
    numberedCells(notebook).map(({ number, cell }) => [number, cell.outputs]),
  );
  const again = withOutputs(notebook, file, { of: (cell) => outputs.get(cell) ?? [] });
  return formatNotebook(again) === readFileSync(file, "utf8");
}
