import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { showBidiControls } from "./bidi.ts";
import { escapeHtml } from "./escape.ts";

/** One whole HTML document: everything it needs is inside it. */
export interface Layout {
  /** What the browser's tab shows, before the product's name. */
  readonly title: string;
  /** One sentence for link previews. */
  readonly description?: string;
  /** Where the product's name in the header leads: the index. */
  readonly home: string;
  /** HTML of the header's right side, before the theme switch. */
  readonly tools?: string;
  /** HTML of the page; characters in it that reorder their surroundings are made visible. */
  readonly body: string;
  /** JavaScript that runs when the document is there. */
  readonly script?: string;
}

const icon =
  "data:image/svg+xml," +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" ' +
      'rx="3.5" fill="#17506f"/><path d="M3 5.2h2.6l2 6 2-4 1 2H13" fill="none" stroke="#fff" ' +
      'stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round"/></svg>',
  );

const sheets = [
  "base",
  "frame",
  "prose",
  "outputs",
  "tables",
  "scroll",
  "stamp",
  "index",
  "narrow",
  "print",
];
const styles = sheets
  .map((name) => readFileSync(new URL(`styles/${name}.css`, import.meta.url), "utf8"))
  .join("\n");

// Runs before the first paint, so that a chosen theme does not flash.
const themeScript = readFileSync(new URL("theme.js", import.meta.url), "utf8").trim();

/**
 * A document with the header, the styles and the scripts inside it. Its policy allows embedded
 * pictures, its own styles and exactly these scripts, and no request to anywhere.
 */
export function layout({ title, description, home, tools, body, script }: Layout): string {
  const scripts = script === undefined ? [themeScript] : [themeScript, script];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy(scripts))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="x-dns-prefetch-control" content="off">
${description === undefined ? "" : `<meta name="description" content="${escapeHtml(showBidiControls(description))}">\n`}\
<title>${escapeHtml(showBidiControls(title))} · Stressbook</title>
<link rel="icon" href="${icon}">
<style>
${styles}</style>
<script>${themeScript}</script>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header class="top">
<a class="brand" href="${escapeHtml(home)}"><img src="${icon}" alt="" width="20" height="20">Stressbook</a>
<div class="tools">${tools ?? ""}<button type="button" id="theme" hidden></button></div>
</header>
${showBidiControls(body)}
${script === undefined ? "" : `<script>${script}</script>\n`}</body>
</html>
`;
}

function policy(scripts: readonly string[]): string {
  const hashes = scripts.map((script) => {
    return `'sha256-${createHash("sha256").update(script, "utf8").digest("base64")}'`;
  });
  return [
    "default-src 'none'",
    "img-src data:",
    "style-src 'unsafe-inline'",
    `script-src ${hashes.join(" ")}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
