import { compensatedSum } from "../math/sum.ts";
import type { Account, Book } from "./book.ts";
import { type Market, spotPrice } from "./market.ts";

/**
 * What an account's collateral counts for as margin in USD: quantity × price × (1 - haircut),
 * summed. Stablecoins are taken at their market price, not at 1; only `USD` needs none.
 *
 * @throws RangeError naming the account when an asset has no usable price.
 */
export function collateralUsd(account: Account, market: Market): number {
  return compensatedSum(
    account.collateral.map(({ asset, quantity, haircut }) => {
      return quantity * priceFor(account, { asset, market }) * (1 - haircut);
    }),
  );
}

/** Collateral after haircut of each account of a book, by account id. */
export function collateralByAccount(book: Book, market: Market): ReadonlyMap<string, number> {
  return new Map(book.accounts.map((account) => [account.id, collateralUsd(account, market)]));
}

function priceFor(
  account: Account,
  { asset, market }: { readonly asset: string; readonly market: Market },
): number {
  try {
    return spotPrice(market, asset);
  } catch (error) {
    throw new RangeError(`collateral of account ${account.id}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
