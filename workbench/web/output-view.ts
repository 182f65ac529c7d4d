import { escapeHtml, jsonForScript } from "./escape.ts";
import { cut, leftOut, limits } from "./limits.ts";
import type { OutputContent } from "./output-content.ts";
import type { PageContext } from "./page-context.ts";
import { proseView } from "./prose-view.ts";
import { tableView } from "./table-view.ts";

// Colours and cursor moves of terminals: ESC [ … letter, and ESC ] … BEL.
const terminalCodes =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal codes are control characters
  /\u001b\[[0-?]{0,64}[ -/]{0,64}[@-~]|\u001b\][^\u0007\u001b]{0,512}\u0007/g;

type ChartContent = Extract<OutputContent, { readonly kind: "chart" }>;
type TextContent = Extract<OutputContent, { readonly kind: "text" }>;

/** One output as HTML; empty for one that shows nothing. */
export function outputView(content: OutputContent, context: PageContext): string {
  switch (content.kind) {
    case "chart":
      return chartView(content, context);
    case "picture":
      return `<figure class="picture">${image(content)}</figure>`;
    case "table":
      return tableView(content.table, context);
    case "prose":
      return proseView(content.markdown, context);
    case "text":
      return textView(content, context);
  }
}

function chartView(content: ChartContent, context: PageContext): string {
  if (context.paper) return `<figure class="chart">${image(content)}</figure>`;
  const payload = `<script type="application/json">${jsonForScript(content.payload)}</script>`;
  const name = context.downloadName(String(content.payload.chart));
  return `<figure class="chart">${image(content)}${payload}\
<p class="data" hidden>Data: <a download="${name}.csv">CSV</a> <a download="${name}.json">JSON</a></p></figure>`;
}

function image({ png, text }: { readonly png: string; readonly text: string }): string {
  const { shown } = cut(text, limits.text);
  return `<img src="data:image/png;base64,${png}" alt="${escapeHtml(shown)}">`;
}

function textView({ text, name }: TextContent, context: PageContext): string {
  // Cut first: taking terminal codes out of an endless text takes long.
  const { shown, left } = cut(text, context.take(Math.min(text.length, limits.text)));
  const clean = shown.replace(terminalCodes, "").trimEnd();
  const block = clean === "" ? "" : `<pre class="text ${name}">${escapeHtml(clean)}</pre>`;
  return `${block}${leftOut(left, "characters")}`;
}
