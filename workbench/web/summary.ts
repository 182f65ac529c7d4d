import type { CodeCell, Notebook } from "../notebook/notebook.ts";
import { type DataSpan, dataSpan } from "./data-span.ts";
import { limits } from "./limits.ts";
import { leadOf } from "./markdown.ts";
import { contentOf } from "./output-content.ts";
import { tagsOf } from "./tags.ts";

/** What the index says about a notebook. */
export interface NotebookSummary {
  /** The first heading, or the file's name without one. */
  readonly title: string;
  /** The first paragraph: the question that the notebook answers. */
  readonly question?: string;
  readonly tags: readonly string[];
  readonly charts: number;
  readonly tables: number;
  /** First and last date of what its charts show, where they have dates. */
  readonly span?: DataSpan;
  /** Whether a cell's committed output is an error. */
  readonly failed: boolean;
}

/** Title, question, tags, data span and number of charts and tables of a notebook. */
export function summarize(notebook: Notebook, fileName: string): NotebookSummary {
  const prose = notebook.cells
    .filter(({ kind, source }) => kind === "markdown" && source.length <= limits.markdown)
    .map(({ source }) => source);
  const { title, question } = leadOf(prose.join("\n\n"));
  const outputs = notebook.cells
    .filter((cell): cell is CodeCell => cell.kind === "code")
    .flatMap((cell) => cell.outputs);
  const contents = outputs.map(contentOf);
  const payloads = contents.flatMap((content) => {
    return content.kind === "chart" ? [content.payload.data] : [];
  });
  const span = dataSpan(payloads);
  return {
    title: title ?? fileName.replace(/\.ipynb$/, ""),
    ...(question !== undefined && { question }),
    tags: tagsOf(notebook.metadata),
    charts: payloads.length,
    tables: contents.filter(({ kind }) => kind === "table").length,
    ...(span && { span }),
    failed: outputs.some(({ kind }) => kind === "error"),
  };
}
