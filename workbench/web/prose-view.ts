import { escapeHtml } from "./escape.ts";
import { cut, leftOut, limits } from "./limits.ts";
import type { PageContext } from "./page-context.ts";

/** Markdown as HTML; one of a size that nobody writes is shown as the start of its text. */
export function proseView(source: string, { markdown }: PageContext): string {
  if (source.length <= limits.markdown) {
    return `<div class="prose">${markdown.render(source)}</div>`;
  }
  const { shown, left } = cut(source, limits.text);
  return `<pre class="text">${escapeHtml(shown)}</pre>${leftOut(left, "characters")}`;
}
