import { compensatedSum } from "../math/sum.ts";
import type { BookLine } from "../portfolio/book-line.ts";

/** Gross notional of positions in USD: the sum of their absolute notionals. @internal */
export function grossOf(lines: readonly BookLine[]): number {
  return compensatedSum(lines.map(({ notionalUsd }) => Math.abs(notionalUsd)));
}

/** How much of a book is left out, in words: `3 of 12 positions (8.1 % of gross notional)`. @internal */
export function excludedShare(excluded: readonly BookLine[], lines: readonly BookLine[]): string {
  const share = ((100 * grossOf(excluded)) / grossOf(lines)).toFixed(1);
  const assets = [...new Set(excluded.map(({ asset }) => asset))].join(", ");
  return `${excluded.length} of ${lines.length} positions (${share} % of gross notional: ${assets})`;
}
