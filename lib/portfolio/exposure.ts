import { compensatedSum } from "../math/sum.ts";
import type { Book } from "./book.ts";
import { type BookDimension, type BookLine, bookLines, grossOf } from "./book-line.ts";
import { collateralByAccount } from "./collateral.ts";
import type { Market } from "./market.ts";
import { unrealisedPnlUsd } from "./position-value.ts";

/** Exposure of some positions together, in USD. */
export interface Exposure {
  /** Notional of the long positions, >= 0. */
  readonly longUsd: number;
  /** Notional of the short positions, <= 0. */
  readonly shortUsd: number;
  /** long - short: every position by its size. */
  readonly grossUsd: number;
  /** long + short: signed. */
  readonly netUsd: number;
  /** Collateral after haircut plus unrealised profit; negative when losses exceed collateral. */
  readonly equityUsd: number;
  /** gross / equity; 0 without exposure, Infinity with exposure and no equity left. */
  readonly leverage: number;
  /** Number of positions. */
  readonly positions: number;
}

/** Exposure of one desk, trader, account, venue, asset or sector. */
export interface ExposureGroup extends Exposure {
  readonly key: string;
}

/**
 * Exposure of the whole book: its positions and the collateral of all its accounts.
 *
 * @throws RangeError naming a position that cannot be valued or an asset without a price.
 * @example bookExposure(book, marketAt(history, book.asOf)).leverage
 */
export function bookExposure(book: Book, market: Market): Exposure {
  return exposureOf([...stakes(book, market), ...idleStakes(book, market)]);
}

/**
 * Exposure by one dimension, one group per name, by name.
 *
 * Equity of a group: the unrealised profit of its positions plus their part of the collateral
 * (after haircut) of the accounts they are in; an account's collateral is divided over its
 * positions in proportion to their gross notional. Collateral of an account without positions
 * belongs to its account and venue and to the whole book, but to no desk, trader, asset or sector.
 * With that, groups sum to {@link bookExposure}.
 *
 * @throws RangeError naming a position that cannot be valued or an asset without a price.
 * @example exposureBy(book, marketAt(history, book.asOf), "desk")
 */
export function exposureBy(book: Book, market: Market, dimension: BookDimension): ExposureGroup[] {
  const all = [...stakes(book, market), ...idleStakes(book, market)];
  const inDimension = all.filter((stake) => stake[dimension] !== undefined);
  return [...Map.groupBy(inDimension, (stake) => stake[dimension]!)]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, members]) => ({ key, ...exposureOf(members) }));
}

/** A position, or idle collateral, with the equity that is attributed to it. */
interface Stake extends Partial<BookLine> {
  readonly notionalUsd: number;
  readonly equityUsd: number;
}

function stakes(book: Book, market: Market): Stake[] {
  const lines = bookLines(book, market);
  const collateral = collateralByAccount(book, market);
  const byAccount = Map.groupBy(lines, ({ account }) => account);
  return lines.map((line, i) => {
    const profit = unrealisedPnlUsd(book.positions[i]!, market);
    const share = shareOf(line, byAccount.get(line.account)!);
    return { ...line, equityUsd: collateral.get(line.account)! * share + profit };
  });
}

/** By gross notional; evenly where every position of the account is worth nothing. */
function shareOf(line: BookLine, mates: readonly BookLine[]): number {
  const gross = grossOf(mates);
  return gross > 0 ? Math.abs(line.notionalUsd) / gross : 1 / mates.length;
}

function idleStakes(book: Book, market: Market): Stake[] {
  const collateral = collateralByAccount(book, market);
  const used = new Set(book.positions.map(({ account }) => account));
  return book.accounts
    .filter(({ id }) => !used.has(id))
    .map(({ id, venue }) => ({
      account: id,
      venue,
      notionalUsd: 0,
      equityUsd: collateral.get(id)!,
    }));
}

function exposureOf(members: readonly Stake[]): Exposure {
  const notionals = members.map(({ notionalUsd }) => notionalUsd);
  const longUsd = compensatedSum(notionals.filter((value) => value > 0));
  const shortUsd = compensatedSum(notionals.filter((value) => value < 0));
  const grossUsd = longUsd - shortUsd;
  const equityUsd = compensatedSum(members.map((member) => member.equityUsd));
  return {
    longUsd,
    shortUsd,
    grossUsd,
    netUsd: longUsd + shortUsd,
    equityUsd,
    leverage: leverageOf(grossUsd, { equityUsd }),
    positions: members.filter(({ position }) => position !== undefined).length,
  };
}

function leverageOf(grossUsd: number, { equityUsd }: { readonly equityUsd: number }): number {
  if (grossUsd === 0) return 0;
  return equityUsd > 0 ? grossUsd / equityUsd : Infinity;
}
