import { isJsonObject, type Json, type JsonObject } from "../notebook/json.ts";
import { escapeHtml } from "./escape.ts";

const mostEntries = 500;
const longestValue = 200;

/** The parts of a stamp in the order of a reader's questions, in words; others follow as they are. */
const headings: Readonly<Record<string, string>> = {
  parameters: "Parameters",
  versions: "Versions",
  files: "Library modules, data and other files, by hash",
  packages: "Packages, by what the lock file holds of them",
  outside: "Files outside the project, for which nobody can vouch",
  cells: "Cells, by hash of source and of outputs",
};

/**
 * A notebook's stamp, folded: what its outputs were made from, every part of it as a table of its own
 * and single values first.
 */
export function stampView(stamp: JsonObject, { open }: { readonly open: boolean }): string {
  const single = Object.entries(stamp).filter(([, value]) => !isGroup(value));
  const groups = Object.keys({ ...headings, ...stamp }).filter((name) => {
    return Object.hasOwn(stamp, name) && isGroup(stamp[name]);
  });
  const facts = single.filter(([name]) => name !== "format");
  return `<details class="stamp"${open ? " open" : ""}><summary>What these outputs were made from</summary>
${table(facts)}${groups.map((name) => group(name, stamp[name]!)).join("")}</details>`;
}

function isGroup(value: Json | undefined): boolean {
  return isJsonObject(value) || Array.isArray(value);
}

function group(name: string, value: Json): string {
  const entries = Array.isArray(value) ? value.map(asEntry) : Object.entries(value as JsonObject);
  if (entries.length === 0) return "";
  const heading = Object.hasOwn(headings, name) ? headings[name]! : name;
  const left = entries.length - mostEntries;
  const more = left <= 0 ? "" : `<p class="quiet">${left} more are in the notebook.</p>\n`;
  return `<h3>${escapeHtml(short(heading))}</h3>\n${table(entries.slice(0, mostEntries))}${more}`;
}

/** A line of a list by its first word: `a1b2 source 0f3c outputs 99e1` is the cell `a1b2`. */
function asEntry(item: Json): [string, Json] {
  if (typeof item !== "string") return ["", item];
  const [first = "", ...rest] = item.split(" ");
  return [first, rest.join(" ")];
}

function table(entries: readonly (readonly [string, Json])[]): string {
  if (entries.length === 0) return "";
  const rows = entries.map(([name, value]) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return `<tr><th scope="row">${escapeHtml(short(name))}</th>\
<td><code>${escapeHtml(short(text))}</code></td></tr>`;
  });
  return `<div class="scroll"><table>${rows.join("")}</table></div>\n`;
}

function short(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue - 1)}…` : text;
}
