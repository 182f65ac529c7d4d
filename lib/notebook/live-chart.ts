import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Json } from "./payload.ts";

/** A chart's picture and what draws it again. */
export interface LiveChart {
  /** The PNG in base64. */
  readonly png: string;
  /** Size of the picture in CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** What the page script reads: the chart's name, data and options. */
  readonly payload: Json;
}

/** Room under the chart for the line that says what can be done with it. */
const statusHeight = 32;

/**
 * In live Jupyter, where the kernel's environment names the page script (STRESSBOOK_LIVE_SCRIPT),
 * the chart as `text/html`; elsewhere nothing.
 *
 * The HTML is the picture and over it a frame that is transparent until the page script has drawn
 * the same chart in it. Where frames or scripts are not allowed (an untrusted notebook), the
 * picture stays. The frame is sandboxed without an origin and may load nothing, so that it can
 * neither reach the page around it nor be reached by its styles.
 *
 * Throws an Error when the variable names no file.
 */
export function liveDisplay(chart: LiveChart): Readonly<Record<string, string>> {
  const path = process.env.STRESSBOOK_LIVE_SCRIPT;
  return path ? { "text/html": liveHtml(chart, packedScript(path)) } : {};
}

function liveHtml(chart: LiveChart, script: string): string {
  const { png, width, height, title } = chart;
  const size = `width:${width}px;max-width:100%;height:${height + statusHeight}px`;
  const name = escapeHtml(title);
  return [
    `<div style="position:relative;${size};color-scheme:light">`,
    `<img src="data:image/png;base64,${png}" alt="${name}" style="width:100%;height:auto;margin:0">`,
    `<iframe sandbox="allow-scripts" title="${name}" srcdoc="${escapeHtml(frame(chart, script))}" `,
    'style="position:absolute;inset:0;width:100%;height:100%;border:0"></iframe></div>\n',
  ].join("");
}

const packed = new Map<string, string>();

// The script goes with every chart, so that an output stands alone; packed it is a third as long.
function packedScript(path: string): string {
  const known = packed.get(path);
  if (known !== undefined) return known;
  const script = gzipSync(readScript(path), { level: 9 }).toString("base64");
  packed.set(path, script);
  return script;
}

function readScript(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new Error(
      `STRESSBOOK_LIVE_SCRIPT must name the page script, and there is no ${path}: run npm run setup`,
    );
  }
}

const policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'";

const styles = `
html, body, figure { margin: 0; }
body { color: #1c2127; font: 16px / 1.6 Inter, -apple-system, "Segoe UI", Roboto,
  "Helvetica Neue", "Liberation Sans", Arial, sans-serif; }
body:has(.drawn) { background: #fff; }
figure > img { display: none; }
figure > svg { display: block; max-width: 100%; font-family: inherit; }
[data-series] { cursor: pointer; }
[data-zoom] > .plot { cursor: crosshair; touch-action: pan-y; user-select: none; }
.hit-area { fill: none; pointer-events: all; }
.selection { fill: #14539a; fill-opacity: 0.16; pointer-events: none; }
.status { display: flex; gap: 0.75rem; align-items: center; height: 26px; margin: 0 12px; }
.status, .note { font-size: 0.78rem; color: #57606a; }
.status button { font: inherit; color: #14539a; background: none; border: 1px solid #e1e5ea;
  border-radius: 5px; cursor: pointer; }
.status[hidden], .status [hidden] { display: none; }
.note { position: fixed; bottom: 0; margin: 0 12px; }
`;

const unpack = `
const packed = document.getElementById("packed").textContent;
const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
new Response(stream).text().then((source) => {
  const script = document.createElement("script");
  script.textContent = source;
  document.body.append(script);
});
`;

function frame({ payload, width }: LiveChart, script: string): string {
  const json = JSON.stringify(payload).replaceAll("<", "\\u003c");
  // At the picture's width the chart has its height: a scroll bar would only make it narrower.
  const fits = `@media (min-width: ${width}px) { html { overflow: hidden; } }`;
  return [
    '<!doctype html><html lang="en" data-theme="light"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<style>${styles}${fits}</style></head>`,
    '<body><figure class="chart"><img alt="">',
    `<script type="application/json">${json}</script></figure>`,
    `<script type="text/plain" id="packed">${script}</script>`,
    `<script>${unpack}</script></body></html>`,
  ].join("");
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
