import { isJsonObject, type Json, type JsonObject } from "../notebook/json.ts";
import { escapeHtml } from "./escape.ts";

const mostEntries = 500;
const longestValue = 200;

/**
 * A notebook's stamp, folded: what its outputs were made from. Versions and single values as a list,
 * every group of hashes (library modules, data files, cells) as a table of its own.
 */
export function stampView(stamp: JsonObject, { open }: { readonly open: boolean }): string {
  const entries = Object.entries(stamp);
  const single = entries.filter(([, value]) => !isJsonObject(value) && !Array.isArray(value));
  const groups = entries.filter(([, value]) => isJsonObject(value) || Array.isArray(value));
  return `<details class="stamp"${open ? " open" : ""}><summary>What these outputs were made from</summary>
${facts(single)}${groups.map(([name, value]) => group(name, value)).join("")}</details>`;
}

function facts(entries: readonly (readonly [string, Json])[]): string {
  if (entries.length === 0) return "";
  const rows = entries.map(([name, value]) => row(words(name), value));
  return `<div class="scroll"><table>${rows.join("")}</table></div>\n`;
}

function group(name: string, value: Json): string {
  const entries = Object.entries(value as JsonObject);
  if (entries.length === 0) return "";
  const rows = entries.slice(0, mostEntries).map(([key, item]) => row(key, item));
  const left = entries.length - rows.length;
  const more = left === 0 ? "" : `<p class="quiet">${left} more are in the notebook.</p>`;
  return `<h3>${escapeHtml(words(name))}</h3>
<div class="scroll"><table>${rows.join("")}</table></div>${more}\n`;
}

function row(name: string, value: Json): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `<tr><th scope="row">${escapeHtml(name.slice(0, longestValue))}</th>\
<td><code>${escapeHtml(text.slice(0, longestValue))}</code></td></tr>`;
}

/** `lockFile` as `lock file`. */
function words(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => {
    return `${end} ${start.toLowerCase()}`;
  });
}
