import type { RunState } from "../notebook/run-state.ts";
import { escapeHtml } from "./escape.ts";
import { layout } from "./layout.ts";
import { stateBadge } from "./state-badge.ts";

/** One notebook in the index. */
export interface IndexEntry {
  readonly href: string;
  readonly fileName: string;
  readonly title: string;
  readonly question?: string;
  readonly state: RunState;
  readonly charts: number;
  readonly tables: number;
  /** Why the notebook cannot be shown, when it cannot. */
  readonly problem?: string;
}

const description = "Typed risk notebooks for crypto portfolios, with the run state of each.";

/** The page that lists every notebook: title, question, state, and how much there is to see. */
export function indexPage(entries: readonly IndexEntry[]): string {
  const list =
    entries.length === 0
      ? '<p class="quiet">There is no notebook yet.</p>'
      : `<ol class="index">\n${entries.map(item).join("\n")}\n</ol>`;
  const body = `<main id="content" class="narrow">
<h1>Risk notebooks</h1>
<p class="lede">What past crashes would have done to a crypto book. Each notebook asks one question and
shows the code, the figures and the answer.</p>
${list}
</main>`;
  return layout({ title: "Notebooks", description, home: "index.html", body });
}

function item(entry: IndexEntry): string {
  const { href, fileName, title, question, state, problem } = entry;
  const text = problem ?? question;
  const note = text === undefined ? "" : `<p class="question">${escapeHtml(text)}</p>`;
  return `<li><p class="meta">${stateBadge(problem === undefined ? state : "failed")}\
<span>${escapeHtml(fileName)}</span></p>
<h2><a class="entry" href="${escapeHtml(href)}">${escapeHtml(title)}</a></h2>
${note}
<p class="quiet">${counted(entry.charts, "chart")} · ${counted(entry.tables, "table")}</p></li>`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
