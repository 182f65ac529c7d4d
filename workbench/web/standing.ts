import type { Notebook } from "../notebook/notebook.ts";
import type { RunState } from "../notebook/run-state.ts";

/** How a notebook stands, judged without running it, and why when there is something to say. */
export async function standing(
  _file: string,
  notebook: Notebook,
): Promise<{ readonly state: RunState; readonly problem?: string }> {
  const failed = notebook.cells.some((cell) => {
    return cell.kind === "code" && cell.outputs.some(({ kind }) => kind === "error");
  });
  return failed
    ? { state: "failed", problem: "A cell of the committed notebook failed." }
    : { state: "not-run" };
}
