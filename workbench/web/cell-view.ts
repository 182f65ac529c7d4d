import type { Cell, CodeCell } from "../notebook/notebook.ts";
import { escapeHtml } from "./escape.ts";
import { highlight } from "./highlight.ts";
import { cut, leftOut, limits } from "./limits.ts";
import { contentOf } from "./output-content.ts";
import { outputView } from "./output-view.ts";
import type { PageContext } from "./page-context.ts";
import { proseView } from "./prose-view.ts";

/** One cell as HTML: prose, or code with its outputs; empty for a cell that shows nothing. */
export function cellView(cell: Cell, context: PageContext): string {
  if (cell.source.trim() === "" && (cell.kind !== "code" || cell.outputs.length === 0)) return "";
  switch (cell.kind) {
    case "markdown":
      return `<section>${proseView(cell.source, context)}</section>`;
    case "code":
      return codeCell(cell, context);
    case "raw":
      return "";
  }
}

function codeCell(cell: CodeCell, context: PageContext): string {
  const outputs = cell.outputs.map(contentOf).map((content) => outputView(content, context));
  const shown = outputs.filter((html) => html !== "");
  const below = shown.length === 0 ? "" : `<div class="outputs">${shown.join("\n")}</div>`;
  return `<section class="cell">${code(cell)}${below}</section>`;
}

function code(cell: CodeCell): string {
  if (cell.source.trim() === "") return "";
  const { shown, left } = cut(cell.source, limits.source);
  const html = left === 0 ? highlight(shown, "typescript") : escapeHtml(shown);
  return `<details class="code${parametersOf(cell) ? " parameters" : ""}" open>\
<summary>${label(cell)}</summary><pre><code class="hljs">${html}</code></pre></details>\
${leftOut(left, "characters")}`;
}

function label(cell: CodeCell): string {
  const { executionCount } = cell;
  const number = executionCount === null ? "Code, not run" : `Code ${executionCount}`;
  return [number, ...(parametersOf(cell) ?? [])].join(" · ");
}

// As papermill and the kernel's own command tag them.
function parametersOf({ metadata }: CodeCell): readonly [string] | undefined {
  const tags = Array.isArray(metadata.tags) ? metadata.tags : [];
  if (tags.includes("injected-parameters")) return ["parameters given to this run"];
  return tags.includes("parameters") ? ["parameters"] : undefined;
}
