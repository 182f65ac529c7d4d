import { compensatedSum } from "../../math/sum.ts";
import type { Book } from "../book.ts";
import { type BookDimension, bookLines } from "../book-line.ts";
import { exposureBy } from "../exposure.ts";
import type { Market } from "../market.ts";
import { type AccountMargin, type MarginNeed, ratio } from "./account-margin.ts";

/** What one desk, trader, account, venue, asset or sector has and needs, USD. */
export interface MarginGroup extends MarginNeed {
  readonly key: string;
  readonly equityUsd: number;
  readonly grossUsd: number;
  /** gross / equity. */
  readonly leverage: number;
  /** Initial margin / equity; Infinity with margin and no equity, 0 without margin. */
  readonly utilisation: number;
  /** Maintenance margin / equity. */
  readonly marginRatio: number;
}

/**
 * Margin by one dimension, one group per name. A group's equity is what `exposureBy` attributes to it,
 * so that groups sum to the book.
 *
 * @throws RangeError when a position of the book has no margin in `accounts`.
 * @example marginBy(book, { market, accounts: accountMargins(book, market, rules) }, "trader")
 */
export function marginBy(
  book: Book,
  { market, accounts }: { readonly market: Market; readonly accounts: readonly AccountMargin[] },
  dimension: BookDimension,
): MarginGroup[] {
  const needs = new Map(
    accounts.flatMap(({ positions }) => positions.map((one) => [one.position, one] as const)),
  );
  const lines = bookLines(book, market);
  const unmargined = lines.find(({ position }) => !needs.has(position));
  if (unmargined !== undefined) {
    throw new RangeError(`accounts must hold the margin of every position: ${unmargined.position}`);
  }
  return exposureBy(book, market, dimension).map(({ key, equityUsd, grossUsd, leverage }) => {
    const own = lines.filter((line) => line[dimension] === key);
    const sum = (pick: (need: MarginNeed) => number): number =>
      compensatedSum(own.map(({ position }) => pick(needs.get(position)!)));
    const initialUsd = sum((need) => need.initialUsd);
    const maintenanceUsd = sum((need) => need.maintenanceUsd);
    return {
      key,
      equityUsd,
      grossUsd,
      leverage,
      initialUsd,
      maintenanceUsd,
      utilisation: ratio(initialUsd, equityUsd),
      marginRatio: ratio(maintenanceUsd, equityUsd),
    };
  });
}
