import type { Notebook } from "../notebook/notebook.ts";
import { leadOf } from "./markdown.ts";
import { payloadOf } from "./output-view.ts";

/** What the index says about a notebook. */
interface NotebookSummary {
  /** The first heading, or the file's name without one. */
  readonly title: string;
  /** The first paragraph: the question that the notebook answers. */
  readonly question?: string;
  readonly charts: number;
  readonly tables: number;
}

/** Title, question and number of charts and tables of a notebook. */
export function summarize(notebook: Notebook, fileName: string): NotebookSummary {
  const prose = notebook.cells.filter(({ kind }) => kind === "markdown");
  const { title, question } = leadOf(prose.map(({ source }) => source).join("\n\n"));
  const payloads = notebook.cells
    .flatMap((cell) => (cell.kind === "code" ? cell.outputs : []))
    .map(payloadOf);
  return {
    title: title ?? fileName.replace(/\.ipynb$/, ""),
    ...(question !== undefined && { question }),
    charts: payloads.filter(({ chart }) => chart !== undefined).length,
    tables: payloads.filter(({ table }) => table !== undefined).length,
  };
}
