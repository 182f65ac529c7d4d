import { type OutputGroup, outputGroups } from "../notebook/compare-notebooks.ts";
import type { Difference, DifferenceKind } from "../notebook/difference.ts";
import { type Notebook, numberedCells, type Output } from "../notebook/notebook.ts";
import { escapeHtml } from "../web/escape.ts";
import { differencePicture } from "./difference-picture.ts";
import { cutAround, differencePlace, differenceWords, relativeWords } from "./difference-words.ts";
import type { NotebookResult } from "./notebook-result.ts";

/** Rows and pictures on the page for one notebook; the rest is counted. */
const mostRows = 1000;
const mostPictures = 24;
const longestValue = 400;

/** The differences of a notebook by output: a table each, pictures side by side under it. */
export function differencesView({ comparison, committed, now }: NotebookResult): string {
  if (comparison === undefined || now === undefined) return "";
  const left = { rows: mostRows, pictures: mostPictures };
  const parts: string[] = [];
  for (const group of outputGroups(comparison)) {
    const rows = group.differences.slice(0, left.rows);
    left.rows -= rows.length;
    parts.push(table(group, rows));
    if (!rows.some(isOfOutput)) continue;
    const sides = sidesOf(rows[0]!, { committed, now });
    if (left.pictures > 0 && rows.some(concernsPicture)) {
      left.pictures -= 1;
      parts.push(pictures(sides));
    } else if (rows.some(concernsPicture)) parts.push(note("Its pictures are left out here."));
  }
  return parts.join("\n");
}

interface Sides {
  readonly committed: Output | undefined;
  readonly now: Output | undefined;
}

function table(group: OutputGroup, rows: readonly Difference[]): string {
  const place = differencePlace({ ...group.differences[0]!, path: "" });
  const title = place === "" ? "The notebook" : capital(place);
  const hidden = group.count - rows.length;
  const largest =
    group.largest === undefined ? "" : `, the largest ${relativeWords(group.largest)}`;
  const more = hidden === 0 ? "" : note(`And ${hidden} more differences${largest}.`);
  if (rows.length === 0) return `<h3>${title}</h3>${more}`;
  return `<h3>${title}</h3>
<div class="scroll"><table class="differences">
<thead><tr><th scope="col">Where</th><th scope="col">What</th><th scope="col">Committed</th>\
<th scope="col">Now</th><th scope="col" class="number">Relative</th></tr></thead>
<tbody>
${rows.map(row).join("\n")}
</tbody></table></div>${more}`;
}

function row(difference: Difference): string {
  const { path, row, kind, relative } = difference;
  const texts = cutAround(difference, longestValue);
  const name = row === undefined ? "" : ` <span class="quiet">${escapeHtml(row)}</span>`;
  const values = wholly.has(kind)
    ? [escapeHtml(texts.committed), escapeHtml(texts.now)]
    : [marked(texts.committed, texts.now, kind), marked(texts.now, texts.committed, kind)];
  const change = relative === undefined ? "" : relativeWords(relative);
  return `<tr><td class="path">${escapeHtml(path)}${name}</td><td>${differenceWords(kind)}</td>\
${values.map((value) => `<td class="value">${value}</td>`).join("")}\
<td class="number">${change}</td></tr>`;
}

/** Kinds whose two sides have nothing in common to mark. */
const wholly: ReadonlySet<DifferenceKind> = new Set<DifferenceKind>([
  "count",
  "structure",
  "output-missing",
  "output-extra",
  "picture",
  "picture-only",
  "metadata",
]);

/** The text with the part marked in which it differs from the other. */
function marked(text: string, other: string, kind: DifferenceKind): string {
  let start = 0;
  while (start < text.length && text[start] === other[start]) start++;
  let end = 0;
  // Of two numbers the digits behind the first that differs say nothing more.
  const room = kind === "text" ? Math.min(text.length, other.length) - start : 0;
  while (end < room && text.at(-1 - end) === other.at(-1 - end)) end++;
  const middle = text.slice(start, text.length - end);
  if (middle === "") return escapeHtml(text);
  const tail = text.slice(text.length - end);
  return `${escapeHtml(text.slice(0, start))}<mark>${escapeHtml(middle)}</mark>${escapeHtml(tail)}`;
}

function pictures({ committed, now }: Sides): string {
  const [before, after] = [pictureOf(committed), pictureOf(now)];
  const between =
    before !== undefined && after !== undefined ? differencePicture(before, after) : undefined;
  const sides = [
    side("Committed", before, committed),
    side("Now", after, now),
    ...(between === undefined ? [] : [figure("Changed pixels in red", image(between, "Changes"))]),
  ];
  return `<div class="sides">${sides.join("")}</div>`;
}

function side(caption: string, picture: string | undefined, output: Output | undefined): string {
  if (picture !== undefined) return figure(caption, image(picture, caption));
  const text = output === undefined ? "nothing" : textOf(output);
  return figure(caption, `<pre>${escapeHtml(text)}</pre>`);
}

function figure(caption: string, content: string): string {
  return `<figure><figcaption>${caption}</figcaption>${content}</figure>`;
}

function image(base64: string, alt: string): string {
  return `<img alt="${alt}" src="data:image/png;base64,${base64}">`;
}

function concernsPicture({ kind, path }: Difference): boolean {
  return path === "image/png" || kind === "output-missing" || kind === "output-extra";
}

function isOfOutput({ output }: Difference): boolean {
  return output > 0;
}

function sidesOf(
  { kind, cell, output, committedOutput = output }: Difference,
  notebooks: { readonly committed: Notebook; readonly now: Notebook },
): Sides {
  const outputOf = (notebook: Notebook, number: number): Output | undefined => {
    const found = numberedCells(notebook).find((numbered) => numbered.number === cell);
    return found?.cell.outputs[number - 1];
  };
  const { committed, now } = notebooks;
  return {
    committed: kind === "output-missing" ? undefined : outputOf(committed, committedOutput),
    now: kind === "output-extra" ? undefined : outputOf(now, output),
  };
}

function pictureOf(output: Output | undefined): string | undefined {
  const picture = output?.kind === "display" ? output.data["image/png"] : undefined;
  if (typeof picture !== "string") return undefined;
  const base64 = picture.replace(/\s/g, "");
  return /^[A-Za-z0-9+/]+=*$/.test(base64) ? base64 : undefined;
}

function textOf(output: Output): string {
  if (output.kind === "stream") return output.text;
  if (output.kind === "error") return `${output.name}: ${output.value}`;
  const text = output.data["text/plain"];
  return typeof text === "string" ? text : Object.keys(output.data).join(" and ");
}

function note(text: string): string {
  return `<p class="quiet">${escapeHtml(text)}</p>`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
