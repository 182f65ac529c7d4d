import type { Notebook } from "../notebook/notebook.ts";
import type { RunState } from "../notebook/run-state.ts";
import { checkStamp } from "../stamp/check-stamp.ts";
import { staleWords } from "../stamp/stale-reason.ts";
import { hasStamp } from "../stamp/stamp.ts";

/** How a notebook stands, and why when there is something to say. */
export interface Standing {
  readonly state: RunState;
  readonly problem?: string;
}

/**
 * How the notebook of `file` stands, judged without running it: failed with a committed error, fresh
 * or stale by its stamp, not run without one.
 */
export function standing(file: string, notebook: Notebook): Standing {
  const failed = notebook.cells.some(
    (cell) => cell.kind === "code" && cell.outputs.some(({ kind }) => kind === "error"),
  );
  if (failed) return { state: "failed", problem: "A cell of the committed notebook failed." };
  if (!hasStamp(notebook)) return { state: "not-run" };
  const [first, ...more] = checkStamp(notebook, file).map(staleWords);
  if (first === undefined) return { state: "fresh" };
  const others = more.length === 0 ? "" : `, and ${more.length} more`;
  return { state: "stale", problem: `${capitalised(first)}${others}.` };
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
