import type { Notebook } from "../notebook/notebook.ts";
import type { RunState } from "../notebook/run-state.ts";
import { cellView } from "./cell-view.ts";
import { clientScript } from "./client-script.ts";
import { contentsView } from "./contents-view.ts";
import { escapeHtml } from "./escape.ts";
import { layout } from "./layout.ts";
import { markdownRenderer } from "./markdown.ts";
import { stateBadge } from "./state-badge.ts";
import { summarize } from "./summary.ts";

/** A link to a neighbouring page. */
export interface PageLink {
  readonly href: string;
  readonly title: string;
}

/** What a page says besides the notebook itself. */
interface NotebookPageOptions {
  /** The file's name, the title of a notebook without a heading. */
  readonly fileName: string;
  readonly state?: RunState;
  /** Where the index is, seen from this page; `../index.html` by default. */
  readonly index?: string;
  readonly previous?: PageLink;
  readonly next?: PageLink;
}

/**
 * One self-contained HTML document of a notebook: prose, code, outputs, and the script that makes
 * its charts live. Nothing in the notebook is executed, and the page asks no other place for anything.
 */
export function notebookPage(notebook: Notebook, options: NotebookPageOptions): string {
  const { fileName, state = "not-run", index = "../index.html" } = options;
  const { title, question, charts } = summarize(notebook, fileName);
  const markdown = markdownRenderer();
  const cells = notebook.cells
    .map((cell) => cellView(cell, markdown))
    .filter((html) => html !== "");
  const body = `<div class="frame">
${contentsView(markdown.headings)}
<main id="content">
<p class="meta">${stateBadge(state)}<span>${escapeHtml(fileName)}</span></p>
${cells.join("\n")}
${neighbours(options)}</main>
</div>`;
  return layout({
    title,
    ...(question !== undefined && { description: question }),
    home: index,
    tools: codeSwitch,
    body,
    ...(charts > 0 && { script: clientScript() }),
  });
}

// Works without script: the style sheet hides code while the box is not ticked.
const codeSwitch = `<label class="switch"><input type="checkbox" id="show-code" checked>Code</label>`;

function neighbours({ previous, next }: NotebookPageOptions): string {
  if (!previous && !next) return "";
  const link = (to: PageLink | undefined, rel: "prev" | "next", label: string): string =>
    to === undefined
      ? "<span></span>"
      : `<a rel="${rel}" href="${escapeHtml(to.href)}"><small>${label}</small>${escapeHtml(to.title)}</a>`;
  return `<nav class="neighbours" aria-label="Notebooks">
${link(previous, "prev", "Previous")}${link(next, "next", "Next")}
</nav>
`;
}
