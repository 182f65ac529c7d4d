import type { Edit } from "./finding.ts";
import { jsonSpan } from "./json-span.ts";

/**
 * A notebook's text with the sources of some cells replaced, by their place among all cells, and
 * every other byte as it was: outputs, metadata and layout included.
 */
export function replaceSources(contents: string, sources: ReadonlyMap<number, string>): string {
  let text = contents;
  for (const [index, source] of sources) {
    const { start, end } = jsonSpan(text, ["cells", index, "source"]);
    text = text.slice(0, start) + written(source, text.slice(start, end)) + text.slice(end);
  }
  return text;
}

// As one text or as lines, with the white space between them, like the value before.
function written(source: string, before: string): string {
  if (before.startsWith('"')) return JSON.stringify(source);
  const [, open = ""] = /^\[(\s*)/.exec(before) ?? [];
  const [, close = ""] = /(\s*)\]$/.exec(before) ?? [];
  const lines = source.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  return `[${open}${lines.map((line) => JSON.stringify(line)).join(`,${open}`)}${close}]`;
}

/** A source with edits made, from its end to its start; of two that overlap the first is made. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  let free = 0;
  const possible = edits
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .filter(({ start, end }) => {
      if (start < free) return false;
      free = end;
      return true;
    });
  return possible.reduceRight(
    (text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end),
    source,
  );
}
