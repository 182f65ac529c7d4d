import { isJsonObject, type Json, type JsonObject } from "../notebook/json.ts";
import type { DisplayOutput, ErrorOutput, Output } from "../notebook/notebook.ts";
import { escapeHtml, jsonForScript } from "./escape.ts";
import type { MarkdownRenderer } from "./markdown.ts";
import { tableView } from "./table-view.ts";

const longestText = 100_000;
const base64 = /^[A-Za-z0-9+/=\s]+$/;
// Colours and cursor moves of terminals: ESC [ … letter, and ESC ] … BEL.
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal codes are control characters
const terminalCodes = /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007]*\u0007/g;

/**
 * One output as HTML. Charts and tables are drawn from `metadata.stressbook`, pictures and Markdown
 * from their data; everything else shows its plain text. HTML, SVG and script are never taken over.
 */
export function outputView(output: Output, markdown: MarkdownRenderer): string {
  switch (output.kind) {
    case "stream":
      return textBlock(output.text, output.name);
    case "error":
      return textBlock(errorText(output), "error");
    case "display":
      return displayView(output, markdown);
  }
}

/** What an output is drawn from: a live chart, a table, or nothing of ours. */
export function payloadOf(output: Output): {
  readonly chart?: JsonObject;
  readonly table?: Json;
} {
  const payload = output.kind === "display" ? output.metadata.stressbook : undefined;
  if (!isJsonObject(payload)) return {};
  if (typeof payload.chart === "string") return { chart: payload };
  return payload.table === undefined ? {} : { table: payload.table };
}

function displayView(output: DisplayOutput, markdown: MarkdownRenderer): string {
  const { chart, table } = payloadOf(output);
  const png = output.data["image/png"];
  if (typeof png === "string" && base64.test(png)) return pictureView(output, png, chart);
  const drawn = table === undefined ? undefined : tableView(table);
  if (drawn !== undefined) return drawn;
  const prose = output.data["text/markdown"];
  if (typeof prose === "string") return `<div class="prose">${markdown.render(prose)}</div>`;
  return textBlock(plainText(output), "result");
}

function pictureView(output: DisplayOutput, png: string, chart: JsonObject | undefined): string {
  const alt = escapeHtml(plainText(output));
  const image = `<img src="data:image/png;base64,${png.replace(/\s/g, "")}" alt="${alt}">`;
  if (chart === undefined) return `<figure class="picture">${image}</figure>`;
  const payload = `<script type="application/json">${jsonForScript(chart)}</script>`;
  return `<figure class="chart">${image}${payload}</figure>`;
}

function errorText({ name, value, traceback }: ErrorOutput): string {
  return traceback.length === 0 ? `${name}: ${value}` : traceback.map(String).join("\n");
}

function plainText(output: DisplayOutput): string {
  const text = output.data["text/plain"];
  return typeof text === "string" ? text : "";
}

function textBlock(text: string, kind: string): string {
  const clean = text.replace(terminalCodes, "").trimEnd();
  if (clean === "") return "";
  const shown = clean.slice(0, longestText);
  const left = clean.length - shown.length;
  const more =
    left === 0
      ? ""
      : `<p class="quiet">${left.toLocaleString("en-US")} more characters are in the notebook.</p>`;
  return `<pre class="text ${kind}">${escapeHtml(shown)}</pre>${more}`;
}
