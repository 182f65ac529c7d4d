import { checkShare, describe } from "../base/check.ts";
import { compensatedSum } from "../math/sum.ts";
import type { Account, Book } from "../portfolio/book.ts";
import { bookExposure, type Exposure } from "../portfolio/exposure.ts";
import { type Market, spotPrice } from "../portfolio/market.ts";
import { positionNotionalUsd, unrealisedPnlUsd } from "../portfolio/position-value.ts";

export interface VenueDefaultOptions {
  /** As the accounts name it: `FTX`. */
  readonly venue: string;
  /** Share of a claim that comes back in the end, from 0 to 1. */
  readonly recovery: number;
}

/** What one account has at the venue that failed, USD. */
export interface FrozenAccount {
  readonly account: string;
  /** At market prices, without haircut. */
  readonly collateralUsd: number;
  readonly unrealisedPnlUsd: number;
  /** Collateral plus profit where positive: what the venue owes. */
  readonly claimUsd: number;
  /** The same where negative, as a positive number: what is owed to the venue, and stays owed. */
  readonly owedUsd: number;
  /** (1 - recovery) × claim. */
  readonly lossUsd: number;
}

/** Exposure of one asset before the venue failed and without it: a hedge that is gone shows here. */
export interface NakedExposure {
  readonly asset: string;
  readonly netBeforeUsd: number;
  readonly netAfterUsd: number;
}

/** What the failure of a venue leaves. */
export interface VenueDefault {
  readonly venue: string;
  readonly recovery: number;
  readonly frozen: readonly FrozenAccount[];
  readonly claimUsd: number;
  /** Losses are positive. */
  readonly lossUsd: number;
  /** Positions that can no longer be traded, by id. */
  readonly frozenPositions: readonly string[];
  /** Assets of the frozen positions, largest change of net exposure first. */
  readonly naked: readonly NakedExposure[];
  /** The book that is left: to be stressed, margined and hedged anew. */
  readonly remaining: Book;
  /** Absent when nothing is left. */
  readonly exposureAfter?: Exposure;
}

/**
 * A venue fails: its positions end at the prices of `market`, collateral and profit there become an
 * unsecured claim of which `recovery` comes back, and what they hedged elsewhere stands alone.
 *
 * Accounts do not net: a claim in one does not pay what another owes. Prices are those of the day on
 * which claims are fixed (a petition date), so a later recovery of the coins is not the creditor's.
 *
 * @throws RangeError for a venue where the book has no account, and as valuation does.
 * @example venueDefault(book, marketAt(history, "2022-11-08"), { venue: "FTX", recovery: 0 })
 */
export function venueDefault(
  book: Book,
  market: Market,
  { venue, recovery }: VenueDefaultOptions,
): VenueDefault {
  checkShare("recovery", recovery);
  const accounts = book.accounts.filter((account) => account.venue === venue);
  if (accounts.length === 0) {
    const known = [...new Set(book.accounts.map((account) => account.venue))].join(", ");
    throw new RangeError(`venue must be one of ${known}: ${describe(venue)}`);
  }
  const ids = new Set(accounts.map(({ id }) => id));
  const gone = book.positions.filter(({ account }) => ids.has(account));
  const positions = book.positions.filter(({ account }) => !ids.has(account));
  const remaining = {
    ...book,
    positions,
    accounts: book.accounts.filter(({ id }) => !ids.has(id)),
  };
  const frozen = accounts.map((account) => frozenAccount(book, { account, market, recovery }));
  return {
    venue,
    recovery,
    frozen,
    claimUsd: compensatedSum(frozen.map(({ claimUsd }) => claimUsd)),
    lossUsd: compensatedSum(frozen.map(({ lossUsd }) => lossUsd)),
    frozenPositions: gone.map(({ id }) => id),
    naked: nakedExposures(gone, { book, remaining, market }),
    remaining,
    ...(remaining.accounts.length === 0 ? {} : { exposureAfter: bookExposure(remaining, market) }),
  };
}

function frozenAccount(
  book: Book,
  {
    account,
    market,
    recovery,
  }: { readonly account: Account; readonly market: Market; readonly recovery: number },
): FrozenAccount {
  const collateralUsd = compensatedSum(
    account.collateral.map(({ asset, quantity }) => quantity * spotPrice(market, asset)),
  );
  const unrealised = compensatedSum(
    book.positions
      .filter((position) => position.account === account.id)
      .map((position) => unrealisedPnlUsd(position, market)),
  );
  const claimUsd = Math.max(0, collateralUsd + unrealised);
  return {
    account: account.id,
    collateralUsd,
    unrealisedPnlUsd: unrealised,
    claimUsd,
    owedUsd: Math.max(0, -(collateralUsd + unrealised)),
    lossUsd: (1 - recovery) * claimUsd,
  };
}

function nakedExposures(
  gone: Book["positions"],
  books: { readonly book: Book; readonly remaining: Book; readonly market: Market },
): NakedExposure[] {
  const net = ({ positions }: Book, asset: string): number =>
    compensatedSum(
      positions
        .filter(({ instrument }) => instrument.underlying === asset)
        .map((position) => positionNotionalUsd(position, books.market)),
    );
  const assets = [...new Set(gone.map(({ instrument }) => instrument.underlying))];
  return assets
    .map((asset) => ({
      asset,
      netBeforeUsd: net(books.book, asset),
      netAfterUsd: net(books.remaining, asset),
    }))
    .sort((left, right) => changeOf(right) - changeOf(left));
}

function changeOf({ netBeforeUsd, netAfterUsd }: NakedExposure): number {
  return Math.abs(netAfterUsd - netBeforeUsd);
}
