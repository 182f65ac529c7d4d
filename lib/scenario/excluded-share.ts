import { type BookLine, grossOf } from "../portfolio/book-line.ts";

/** How much of a book is left out, in words: `3 of 12 positions (8.1 % of gross notional)`. @internal */
export function excludedShare(excluded: readonly BookLine[], lines: readonly BookLine[]): string {
  const share = ((100 * grossOf(excluded)) / grossOf(lines)).toFixed(1);
  const assets = [...new Set(excluded.map(({ asset }) => asset))].join(", ");
  return `${excluded.length} of ${lines.length} positions (${share} % of gross notional: ${assets})`;
}
