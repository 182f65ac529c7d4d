import type { RunState } from "../notebook/run-state.ts";
import { escapeHtml, jsonForScript } from "./escape.ts";
import { layout } from "./layout.ts";
import { pageScript } from "./page-script.ts";
import type { SearchSection } from "./search-text.ts";
import { stateBadge } from "./state-badge.ts";
import type { NotebookSummary } from "./summary.ts";

/** One notebook in the index. */
export interface IndexEntry extends NotebookSummary {
  readonly href: string;
  readonly fileName: string;
  readonly state: RunState;
  readonly sections: readonly SearchSection[];
  /** How long its last run took here, where that is known. */
  readonly milliseconds?: number;
  /** Why the notebook cannot be shown, or is not in the state it should be in. */
  readonly problem?: string;
}

const description = "Typed risk notebooks for crypto portfolios, with the run state of each.";

/** The page that lists every notebook: title, question, tags, state, size, and a search through all. */
export function indexPage(entries: readonly IndexEntry[]): string {
  const list =
    entries.length === 0
      ? '<p class="quiet">There is no notebook yet.</p>'
      : `${finder}\n<ol class="index">\n${entries.map(item).join("\n")}\n</ol>\n${searchData(entries)}`;
  const body = `<main id="content" class="narrow">
<h1>Risk notebooks</h1>
<p class="lede">What past crashes would have done to a crypto book. Each notebook asks one question and
shows the code, the figures and the answer.</p>
${list}
</main>`;
  const script = entries.length === 0 ? {} : { script: pageScript("search") };
  return layout({ title: "Notebooks", description, home: "index.html", body, ...script });
}

const finder = `<div class="finder" role="search" hidden>
<input type="search" id="search" aria-label="Search the notebooks" placeholder="Search titles, questions and text" \
autocomplete="off" spellcheck="false" aria-describedby="found">
<p class="quiet" id="found" role="status"></p>
</div>`;

function item(entry: IndexEntry): string {
  const { href, fileName, title, question, state, problem, tags } = entry;
  const shown = tags.map(
    (tag) => `<li><a href="#q=${encodeURIComponent(tag)}">${escapeHtml(tag)}</a></li>`,
  );
  return `<li class="item"><p class="meta">${stateBadge(state)}<span class="file">${escapeHtml(fileName)}</span></p>
<h2><a class="entry" href="${escapeHtml(href)}">${escapeHtml(title)}</a></h2>
${question === undefined ? "" : `<p class="question">${escapeHtml(question)}</p>\n`}\
${problem === undefined ? "" : `<p class="problem">${escapeHtml(problem)}</p>\n`}\
<p class="quiet facts">${factsOf(entry).map(escapeHtml).join(" · ")}</p>
${shown.length === 0 ? "" : `<ul class="tags" aria-label="Tags">${shown.join("")}</ul>\n`}</li>`;
}

function factsOf({ charts, tables, span, milliseconds }: IndexEntry): string[] {
  return [
    counted(charts, "chart"),
    counted(tables, "table"),
    ...(span === undefined ? [] : [`data ${span.from} to ${span.to}`]),
    ...(milliseconds === undefined ? [] : [`runs in ${(milliseconds / 1000).toFixed(1)} s`]),
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function searchData(entries: readonly IndexEntry[]): string {
  const data = entries.map(({ href, fileName, title, question = "", tags, sections }) => {
    return { href, title, about: [question, fileName, ...tags].join(" "), sections };
  });
  return `<script type="application/json" id="search-data">${jsonForScript(data)}</script>`;
}
