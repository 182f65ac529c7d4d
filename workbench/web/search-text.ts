import type { Cell, Notebook } from "../notebook/notebook.ts";
import { limits } from "./limits.ts";
import { proseSections } from "./markdown.ts";
import { contentOf, type OutputContent } from "./output-content.ts";

/** A part of a notebook's page that a search can lead to. */
export interface SearchSection {
  /** The anchor of its heading; absent for what stands before the first. */
  readonly id?: string;
  readonly heading?: string;
  readonly text: string;
}

const longestSection = 20_000;

/**
 * What a search looks through in a notebook: its prose and what its cells say in words, titles of
 * charts and tables included, by heading.
 */
export function searchSections(notebook: Notebook): SearchSection[] {
  return proseSections(notebook.cells.flatMap(textsOf))
    .filter(({ heading, text }) => heading !== undefined || text !== "")
    .map(({ heading, text }) => ({
      ...(heading && { id: heading.id, heading: heading.text }),
      text: text.slice(0, longestSection),
    }));
}

// In the page's order, so that equal headings get the same anchors here as there.
function textsOf(cell: Cell): string[] {
  switch (cell.kind) {
    case "raw":
      return [];
    case "markdown":
      return [cell.source].filter(isShownAsProse);
    case "code":
      return cell.outputs.map(contentOf).flatMap(wordsOf);
  }
}

function wordsOf(content: OutputContent): string[] {
  switch (content.kind) {
    case "prose":
      return [content.markdown].filter(isShownAsProse);
    case "chart":
    case "picture":
      return [literal(content.text.split("\n", 1)[0] ?? "")];
    case "table":
      return [literal(`${content.table.title} ${content.table.caption}`)];
    case "text":
      return [];
  }
}

function isShownAsProse(source: string): boolean {
  return source.length <= limits.markdown;
}

/** A text as Markdown that reads the same. */
function literal(text: string): string {
  return text
    .slice(0, limits.text)
    .trim()
    .replace(/[!-/:-@[-`{-~]/g, "\\$&");
}
