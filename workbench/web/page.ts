import { isJsonObject } from "../notebook/json.ts";
import type { Notebook } from "../notebook/notebook.ts";
import type { RunState } from "../notebook/run-state.ts";
import { cellView } from "./cell-view.ts";
import { contentsView } from "./contents-view.ts";
import { escapeHtml } from "./escape.ts";
import { layout } from "./layout.ts";
import { pageContext } from "./page-context.ts";
import { pageScript } from "./page-script.ts";
import { stampView } from "./stamp-view.ts";
import { stateBadge } from "./state-badge.ts";
import { summarize } from "./summary.ts";

/** A link to a neighbouring page. */
export interface PageLink {
  readonly href: string;
  readonly title: string;
}

/** What a page says besides the notebook itself. */
export interface NotebookPageOptions {
  /** The file's name, the title of a notebook without a heading. */
  readonly fileName: string;
  readonly state?: RunState;
  /** Why the notebook is in that state, in a sentence. */
  readonly problem?: string;
  /** Where the index is, seen from this page; `../index.html` by default. */
  readonly index?: string;
  /** Where the notebook's file is, seen from this page, when it can be had. */
  readonly source?: string;
  /** Names of the notebooks that have a page beside this one; links to others become text. */
  readonly pages?: ReadonlySet<string>;
  readonly previous?: PageLink;
  readonly next?: PageLink;
  /** For printing: no script and nothing to press, the stamp unfolded. */
  readonly paper?: boolean;
}

/**
 * One self-contained HTML document of a notebook: prose, code, outputs, the stamp, and the script that
 * makes its charts live. Nothing in the notebook is executed, and the page asks no other place for
 * anything.
 */
export function notebookPage(notebook: Notebook, options: NotebookPageOptions): string {
  const { fileName, index = "../index.html", paper = false, pages } = options;
  const { title, question, charts } = summarize(notebook, fileName);
  const name = fileName.replace(/\.ipynb$/, "");
  const context = pageContext(name, { paper, ...(pages && { pages }) });
  const cells = notebook.cells.map((cell) => cellView(cell, context)).filter((html) => html !== "");
  const body = `<div class="frame">
${contentsView(context.markdown.headings)}
<main id="content">
${head(options)}
${cells.join("\n")}
${stampOf(notebook, paper)}${neighbours(options)}</main>
</div>`;
  return layout({
    title,
    ...(question !== undefined && { description: question }),
    home: index,
    tools: codeSwitch,
    body,
    ...(charts > 0 && !paper && { script: pageScript("client") }),
  });
}

// Works without script: the style sheet hides code while the box is not ticked.
const codeSwitch = `<label class="switch"><input type="checkbox" id="show-code" checked>Code</label>`;

function head({
  fileName,
  state = "not-run",
  problem,
  source,
  paper,
}: NotebookPageOptions): string {
  const name = `<span class="file">${escapeHtml(fileName)}</span>`;
  const file =
    source === undefined || paper
      ? name
      : `<a class="file" href="${escapeHtml(source)}" download="${escapeHtml(fileName)}">${escapeHtml(fileName)}</a>`;
  const why = problem === undefined ? "" : `\n<p class="problem">${escapeHtml(problem)}</p>`;
  return `<p class="meta">${stateBadge(state)}${file}</p>${why}`;
}

function stampOf({ metadata }: Notebook, open: boolean): string {
  const { stressbook } = metadata;
  const stamp = isJsonObject(stressbook) ? stressbook.stamp : undefined;
  return isJsonObject(stamp) ? `${stampView(stamp, { open })}\n` : "";
}

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
