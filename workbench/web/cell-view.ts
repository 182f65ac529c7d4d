import type { Cell, CodeCell } from "../notebook/notebook.ts";
import { highlight } from "./highlight.ts";
import type { MarkdownRenderer } from "./markdown.ts";
import { outputView } from "./output-view.ts";

/** One cell as HTML: prose, or code with its outputs; empty for a cell that shows nothing. */
export function cellView(cell: Cell, markdown: MarkdownRenderer): string {
  if (cell.source.trim() === "" && (cell.kind !== "code" || cell.outputs.length === 0)) return "";
  switch (cell.kind) {
    case "markdown":
      return `<section class="prose">${markdown.render(cell.source)}</section>`;
    case "code":
      return codeCell(cell, markdown);
    case "raw":
      return "";
  }
}

function codeCell(cell: CodeCell, markdown: MarkdownRenderer): string {
  const outputs = cell.outputs.map((output) => outputView(output, markdown)).filter(Boolean);
  const shown = outputs.length === 0 ? "" : `<div class="outputs">${outputs.join("\n")}</div>`;
  return `<section class="cell">${code(cell)}${shown}</section>`;
}

function code({ source, executionCount }: CodeCell): string {
  if (source.trim() === "") return "";
  const label = executionCount === null ? "Code, not run" : `Code ${executionCount}`;
  return `<details class="code" open><summary>${label}</summary>\
<pre><code class="hljs">${highlight(source, "typescript")}</code></pre></details>`;
}
