import type { Instrument } from "../instruments/instrument.ts";

/** One holding of one contract, in an account, on behalf of a trader of a desk. */
export interface Position {
  /** Unique in the book. */
  readonly id: string;
  readonly desk: string;
  readonly trader: string;
  /** Id of one of the book's accounts. */
  readonly account: string;
  readonly instrument: Instrument;
  /**
   * Signed number of contracts, positive for long; for spot, coins. A linear perpetual moves with
   * `quantity × contractSize` coins. A negative spot quantity is a coin borrowed and sold.
   */
  readonly quantity: number;
  /**
   * USD per coin, > 0; also for perpetuals and futures that settle in coins. For an option the
   * premium per coin of its underlying: in USD when linear, in coins when inverse.
   */
  readonly entryPrice: number;
  /** Notional over the margin set aside when opened, > 0; a note of the trader, not used to value. */
  readonly leverage?: number;
  /** USD price at which the trader means to close, > 0. */
  readonly stop?: number;
  /** Sector of the underlying; positions in one asset must agree on it. */
  readonly sector?: string;
  /** ISO date. */
  readonly opened?: string;
}

/** Which positions share an account's collateral: all, each its own, or by a risk model. */
export type MarginMode = "cross" | "isolated" | "portfolio";

/** Coins paid in to an account. */
export interface CollateralHolding {
  /** Asset symbol; `USD` is worth 1, anything else needs a price in the market. */
  readonly asset: string;
  /** Coins, >= 0. */
  readonly quantity: number;
  /** Fraction of the value that does not count as margin, in [0, 1]. */
  readonly haircut: number;
}

/** An account at a venue. */
export interface Account {
  /** Unique in the book. */
  readonly id: string;
  readonly venue: string;
  readonly marginMode: MarginMode;
  /**
   * What was paid in. The cost of spot positions is not taken off it: equity is what was paid in
   * plus the unrealised profit of the positions.
   */
  readonly collateral: readonly CollateralHolding[];
}

/** Positions and the accounts they are held in, as of a date. Made by `parseBook` or by hand. */
export interface Book {
  readonly name: string;
  /** ISO date. */
  readonly asOf: string;
  readonly positions: readonly Position[];
  readonly accounts: readonly Account[];
}

/**
 * The account of a position.
 *
 * @throws RangeError when the book does not define it.
 */
export function accountOf(book: Book, position: Position): Account {
  const account = book.accounts.find(({ id }) => id === position.account);
  if (account !== undefined) return account;
  const known = book.accounts.map(({ id }) => id).join(", ");
  throw new RangeError(
    `account of position ${position.id} must be one of ${known}: ${position.account}`,
  );
}

/** Sector of a position whose asset has none. */
const noSector = "unclassified";

/**
 * Sector of each asset of the book: what any position in it states, else `unclassified`.
 *
 * @throws RangeError when two positions in one asset state different sectors.
 */
export function sectorByAsset(book: Book): ReadonlyMap<string, string> {
  const sectors = new Map<string, string>();
  for (const { sector, instrument, id } of book.positions) {
    const known = sectors.get(instrument.underlying) ?? noSector;
    if (sector !== undefined && known !== noSector && known !== sector) {
      throw new RangeError(
        `sector of position ${id} must be ${known} as for the others in ${instrument.underlying}: ` +
          sector,
      );
    }
    sectors.set(instrument.underlying, sector ?? known);
  }
  return sectors;
}
