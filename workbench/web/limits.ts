/** What a page shows of what a notebook holds; the rest stays in the notebook, and a note says so. */
export const limits = {
  /** Characters of one text output. */
  text: 100_000,
  /** Characters of all text outputs of a page. */
  pageText: 1_000_000,
  /** Characters of one code cell. */
  source: 100_000,
  /** Characters of one Markdown cell; longer ones are shown as plain text. */
  markdown: 500_000,
  /** Cells of one table. */
  tableCells: 40_000,
  /** Columns of one table; one with more is shown as its text. */
  tableColumns: 400,
  /** Characters of one picture in base64. */
  picture: 20_000_000,
  /** Characters of a chart's figures as JSON; with more, only its picture is shown. */
  payload: 10_000_000,
} as const;

/** The start of a text, cut between characters, and how many it leaves out. */
export function cut(text: string, longest: number): { readonly shown: string; left: number } {
  if (text.length <= longest) return { shown: text, left: 0 };
  // Not between the two halves of a character.
  const end = /[\ud800-\udbff]/.test(text[longest - 1] ?? "") ? longest - 1 : longest;
  return { shown: text.slice(0, end), left: text.length - end };
}

/** A note about what a page leaves out: `4,900,000 more characters are in the notebook.` */
export function leftOut(count: number, what: string): string {
  if (count === 0) return "";
  const number = count.toLocaleString("en-US");
  return `<p class="quiet">${number} more ${what} are in the notebook.</p>`;
}
