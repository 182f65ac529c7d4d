import { makeTable } from "../../lib/notebook/make-table.ts";
import { encodePayload } from "../../lib/notebook/payload.ts";
import type { Json, JsonObject } from "../../workbench/notebook/json.ts";
import type { Notebook } from "../../workbench/notebook/notebook.ts";
import {
  codeCell,
  display,
  markdownCell,
  notebookOf,
  onePixel,
  stream,
} from "../workbench/web/notebooks.ts";

/** Leaves a mark, shows a dialog and asks for an address: any of them is seen. */
const attack = "globalThis.owned=1;alert(1);new Image().src='http://127.0.0.1:9/beacon'";
const tag = `<img src="http://127.0.0.1:9/i.png" onerror="${attack}"><script>${attack}</script>`;
const title = `Loss ${tag}\u202e%5 fo`;

/** A notebook that tries to run, to load, to mislead and to exhaust, in every place that a page shows. */
export function hostileNotebook(): Notebook {
  const { cells } = notebookOf(
    markdownCell(`# Still readable\n\nA question ${tag}`),
    markdownCell(markup),
    markdownCell(links),
    codeCell(`</code></pre>${tag}// \u202e } run();`, ...charts().map(asChart)),
    codeCell("table()", display({ "text/plain": "t" }, { stressbook: { table: table() } })),
    codeCell("output()", ...outputs()),
    codeCell("endless()", stream("x".repeat(50_000_000)), stream("\u001b]0;".repeat(1_000_000))),
    markdownCell("The end of the page."),
  );
  return { cells, metadata: metadata() };
}

const markup = [
  `<script>${attack}</script>`,
  `<svg onload="${attack}"><script>${attack}</script></svg>`,
  `<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/refresh">`,
  '<style>@import url("http://127.0.0.1:9/a.css"); main { display: none }</style>',
  '<link rel="stylesheet" href="http://127.0.0.1:9/b.css"><base href="http://127.0.0.1:9/">',
  '<iframe src="http://127.0.0.1:9/"></iframe><object data="http://127.0.0.1:9/"></object>',
  `<details open ontoggle="${attack}"><input autofocus onfocus="${attack}">`,
  '<form id="theme" action="http://127.0.0.1:9/"><button id="show-code">x</button></form>',
  `$\\href{javascript:${attack}}{x}$ $\\includegraphics{http://127.0.0.1:9/f.png}$ $\\rule{9999em}{9999em}$`,
  `\`\`\`html"><script>${attack}</script>\n${tag}\n\`\`\``,
].join("\n\n");

const links = [
  `[a](javascript:${attack}) [b](JaVaScRiPt:${attack}) <javascript:${attack}>`,
  `[c](data:text/html;base64,${Buffer.from(tag).toString("base64")})`,
  `[d](vbscript:x) [e](file:///etc/passwd) [f](//127.0.0.1:9/x) [g](..%2f..%2fsecret.html)`,
  `![h](http://127.0.0.1:9/h.png) ![i](data:image/svg+xml;base64,${Buffer.from(tag).toString("base64")})`,
  `[![j](http://127.0.0.1:9/j.png)](javascript:${attack})`,
].join("\n\n");

/** Payloads under the names of charts and of what every object has, with markup for every text. */
function charts(): JsonObject[] {
  const dates = Array.from({ length: 5 }, (_, i) => `2020-03-0${i + 1}`);
  const series = [tag, "</script>", "__proto__", "constructor"].map((name, i) => {
    return { name, values: dates.map((_, day) => 100 + i + day) };
  });
  const options = { title, source: tag, unit: "usd" };
  const proto = JSON.parse(
    '{"__proto__": {"owned": 1}, "constructor": {"prototype": {"owned": 1}}}',
  );
  return [
    { chart: "priceLines", data: { dates, series }, options },
    {
      chart: "priceLines",
      data: { dates, series, ...nested(150) },
      options: { ...options, ...proto },
    },
    { chart: "constructor", data: proto, options: proto },
    { chart: "__proto__", data: `</script>${tag}`, options: {} },
    { chart: tag, data: nested(150), options: {} },
  ];
}

function asChart(stressbook: JsonObject) {
  return display({ "image/png": onePixel, "text/plain": `">${tag}` }, { stressbook });
}

function table(): Json {
  const rows = [
    { [tag]: tag, constructor: '=HYPERLINK("http://127.0.0.1:9/")', note: "\u202etxet" },
  ];
  return encodePayload(makeTable(rows, { title, caption: tag, name: tag }));
}

function outputs() {
  return [
    display({ "text/html": tag, "text/plain": "plain beside html" }),
    display({ "image/svg+xml": `<svg onload="${attack}">`, "text/plain": "plain beside svg" }),
    display({ "application/javascript": attack, "text/plain": "plain beside script" }),
    display({ "application/vnd.custom+json": nested(150), "text/plain": "plain beside json" }),
    display({ "text/markdown": `${markup}\n\n${links}` }),
    display({ "image/png": `"><script>${attack}</script>`, "text/plain": "plain beside picture" }),
    stream(tag),
    { kind: "error", name: tag, value: tag, traceback: [tag] } as const,
  ];
}

function nested(depth: number): JsonObject {
  let value: JsonObject = {};
  for (let i = 0; i < depth; i++) value = { deep: value };
  return value;
}

function metadata(): JsonObject {
  return {
    kernelspec: { display_name: tag, language: "typescript", name: "tslab" },
    tags: [tag.slice(0, 39), "javascript:alert(1)"],
    stressbook: { stamp: { [tag]: tag, files: { [tag]: tag, __proto__x: nested(150) } } },
  };
}
