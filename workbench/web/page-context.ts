import { limits } from "./limits.ts";
import { type MarkdownRenderer, markdownRenderer } from "./markdown.ts";

/** What the cells of one page share while it is made. */
export interface PageContext {
  readonly markdown: MarkdownRenderer;
  /** Whether the page is for paper: nothing to press, everything unfolded. */
  readonly paper: boolean;
  /** A name for a download, without ending: `02-historical-stress-pnl-by-desk`, unique on the page. */
  downloadName(of: string): string;
  /** How many of these characters the page still has room for; they then count as used. */
  take(characters: number): number;
}

/** The start of a page: no heading met, no name given. */
export function pageContext(
  pageName: string,
  { paper, pages }: { readonly paper: boolean; readonly pages?: ReadonlySet<string> },
): PageContext {
  const names = new Set<string>();
  let room: number = limits.pageText;
  return {
    markdown: markdownRenderer(pages),
    paper,
    downloadName: (of) => {
      const base = slug(`${pageName}-${of}`);
      let name = base;
      for (let n = 2; names.has(name); n++) name = `${base}-${n}`;
      names.add(name);
      return name;
    },
    take: (characters) => {
      const taken = Math.min(characters, room);
      room -= taken;
      return taken;
    },
  };
}

const longestName = 80;

function slug(text: string): string {
  const name = text
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longestName)
    .replace(/^-+|-+$/g, "");
  return name || "data";
}
