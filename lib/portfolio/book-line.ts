import { compensatedSum } from "../math/sum.ts";
import { accountOf, type Book, sectorByAsset } from "./book.ts";
import type { Market } from "./market.ts";
import { positionNotionalUsd } from "./position-value.ts";

/** One position as a flat row: where it stands in the book and how large it is. */
export interface BookLine {
  /** Position id. */
  readonly position: string;
  readonly desk: string;
  readonly trader: string;
  /** Account id. */
  readonly account: string;
  readonly venue: string;
  /** Underlying of the instrument. */
  readonly asset: string;
  /** `unclassified` where no position in the asset states one. */
  readonly sector: string;
  /** Signed exposure, see {@link positionNotionalUsd}. */
  readonly notionalUsd: number;
}

/** What positions can be grouped by. */
export type BookDimension = "desk" | "trader" | "account" | "venue" | "asset" | "sector";

/**
 * The positions of a book as flat rows, in the book's order.
 *
 * @throws RangeError naming the position: no usable price, no volatility, expired, unknown account.
 * @example bookLines(book, marketAt(history, book.asOf))
 */
export function bookLines(book: Book, market: Market): BookLine[] {
  const sectors = sectorByAsset(book);
  return book.positions.map((position) => ({
    position: position.id,
    desk: position.desk,
    trader: position.trader,
    account: position.account,
    venue: accountOf(book, position).venue,
    asset: position.instrument.underlying,
    sector: sectors.get(position.instrument.underlying)!,
    notionalUsd: positionNotionalUsd(position, market),
  }));
}

/** Gross notional of positions in USD: the sum of their absolute notionals. @internal */
export function grossOf(lines: readonly { readonly notionalUsd: number }[]): number {
  return compensatedSum(lines.map(({ notionalUsd }) => Math.abs(notionalUsd)));
}
