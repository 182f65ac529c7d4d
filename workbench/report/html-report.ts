import { readFileSync } from "node:fs";
import { staleWords } from "../stamp/stale-reason.ts";
import { escapeHtml } from "../web/escape.ts";
import { layout } from "../web/layout.ts";
import { toleranceWords } from "./difference-words.ts";
import { differencesView } from "./differences-view.ts";
import { isGood, type NotebookResult, type Verdict } from "./notebook-result.ts";

const styles = readFileSync(new URL("report.css", import.meta.url), "utf8");

/**
 * Results as one self-contained page: a table of the notebooks, then for each what differs, old and
 * new side by side, pictures too. Texts of notebooks appear literally; nothing in them is run.
 */
export function htmlReport(results: readonly NotebookResult[]): string {
  const bad = results.filter(({ verdict }) => !isGood(verdict));
  const lede =
    bad.length === 0
      ? "Every notebook stands as committed."
      : `${bad.length} of ${results.length} do not stand as committed.`;
  const body = `<style>
${styles}</style>
<main id="content" class="report">
<h1>Do the notebooks reproduce?</h1>
<p class="lede">${lede}</p>
<div class="scroll"><table>
<thead><tr><th scope="col">Notebook</th><th scope="col">Verdict</th>\
${["Differences", "Notes of the stamp", "Cells", "Seconds"]
  .map((name) => `<th scope="col" class="number">${name}</th>`)
  .join("")}</tr></thead>
<tbody>
${results.map(overviewRow).join("\n")}
</tbody></table></div>
${results.filter(hasDetails).map(section).join("\n")}
</main>`;
  const description = "How a new run of the notebooks compares with the committed outputs.";
  return layout({ title: "Verification", description, home: "#content", body });
}

const words: Readonly<Record<Verdict, string>> = {
  same: "Reproduced",
  current: "Stamp current",
  differs: "Differs",
  stale: "Stale",
  failed: "Failed",
};

function overviewRow(result: NotebookResult): string {
  const { file, verdict, comparison, stale, cells, milliseconds } = result;
  const name = escapeHtml(file);
  const link = hasDetails(result) ? `<a href="#${anchor(file)}">${name}</a>` : name;
  const numbers = [comparison?.count ?? "–", stale.length, cells, (milliseconds / 1000).toFixed(1)];
  return `<tr><td>${link}</td><td>${verdictMark(verdict)}</td>\
${numbers.map((number) => `<td class="number">${number}</td>`).join("")}</tr>`;
}

function hasDetails({ verdict, comparison, stale }: NotebookResult): boolean {
  return !isGood(verdict) || stale.length > 0 || (comparison?.tolerances.length ?? 0) > 0;
}

function section(result: NotebookResult): string {
  const { file, verdict, failure, stale, comparison } = result;
  const failed =
    failure === undefined
      ? ""
      : `<h3>A cell failed</h3><p>Cell [${failure.cell}]${
          failure.line === undefined ? "" : `, line ${failure.line}`
        }: ${escapeHtml(failure.message)}</p>`;
  return `<section id="${anchor(file)}">
<h2>${escapeHtml(file)} ${verdictMark(verdict)}</h2>
${failed}
${list("What its stamp says", stale.map(staleWords))}
${list("Tolerances in use", comparison?.tolerances.map(toleranceWords) ?? [])}
${differencesView(result)}
</section>`;
}

function list(title: string, items: readonly string[]): string {
  if (items.length === 0) return "";
  return `<h3>${title}</h3><ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join("")}</ul>`;
}

function verdictMark(verdict: Verdict): string {
  return `<span class="verdict ${isGood(verdict) ? "good" : "bad"}">${words[verdict]}</span>`;
}

function anchor(file: string): string {
  return `notebook-${encodeURIComponent(file).replaceAll("%", "-")}`;
}
