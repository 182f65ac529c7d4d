import { escapeHtml } from "./escape.ts";
import type { Heading } from "./markdown.ts";

/** The table of contents beside a page on wide screens: second- and third-level headings. */
export function contentsView(headings: readonly Heading[]): string {
  const listed = headings.filter(({ level }) => level === 2 || level === 3);
  if (listed.length < 2) return '<div class="contents"></div>';
  const items = listed.map(
    ({ id, level, text }) =>
      `<li class="level-${level}"><a href="#${id}">${escapeHtml(text)}</a></li>`,
  );
  return `<nav class="contents" aria-label="On this page"><p>On this page</p><ol>
${items.join("\n")}
</ol></nav>`;
}
