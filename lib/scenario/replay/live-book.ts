import { checkPositive } from "../../base/check.ts";
import type { Account, Book, Position } from "../../portfolio/book.ts";
import { referencePrice } from "../../portfolio/contract-market.ts";
import type { Market } from "../../portfolio/market.ts";
import type { LiveAccount, LivePosition } from "./live-account.ts";

/**
 * The accounts of a book ready to be played. Each position of an isolated account becomes an account of its
 * own with the margin of its leverage at entry: USD, or coins of an inverse contract, free of haircut. The
 * rest of the collateral stays in the account, where nothing can be liquidated.
 *
 * @throws RangeError for an isolated position without leverage.
 */
export function liveBook(book: Book, market: Market): LiveAccount[] {
  return book.accounts.flatMap((account) => {
    const positions = book.positions.filter((position) => position.account === account.id);
    if (account.marginMode !== "isolated") return [liveAccount(account, { positions, market })];
    const apart = positions.map((position) => isolated(account, { position, market }));
    const rest = liveAccount(account, { positions: [], market });
    rest.cashUsd -= apart.reduce((sum, { cashUsd }) => sum + cashUsd, 0);
    const lent = apart.flatMap((live) => live.account.collateral);
    const without = lent.map((one) => ({ ...one, quantity: -one.quantity }));
    rest.account = { ...account, collateral: [...account.collateral, ...without] };
    return [...apart, rest];
  });
}

function liveAccount(
  account: Account,
  { positions, market }: { readonly positions: readonly Position[]; readonly market: Market },
): LiveAccount {
  return {
    id: account.id,
    account,
    positions: positions.map((position) => livePosition(position, market)),
    cashUsd: 0,
    coins: new Map(),
    coinsBookedUsd: 0,
    status: "alive",
    stopsVoid: false,
    forgivenUsd: 0,
  };
}

function livePosition(source: Position, market: Market): LivePosition {
  return {
    source,
    quantity: source.quantity,
    stop: undefined,
    best: referencePrice(market, source.instrument),
    realisedUsd: 0,
    fundingUsd: 0,
    costUsd: 0,
  };
}

function isolated(
  account: Account,
  { position, market }: { readonly position: Position; readonly market: Market },
): LiveAccount {
  const { instrument, quantity, entryPrice, leverage, id } = position;
  const own = { ...account, collateral: [] };
  const live = {
    ...liveAccount(own, { positions: [position], market }),
    id: `${account.id}/${id}`,
  };
  if (instrument.type === "spot") return live;
  checkPositive(`leverage of isolated position ${id}`, leverage ?? Number.NaN);
  const size = Math.abs(quantity * instrument.contractSize);
  if (instrument.settlement === "linear") {
    return { ...live, cashUsd: (size * entryPrice) / leverage! };
  }
  const coins = size / entryPrice / leverage!;
  const collateral = [{ asset: instrument.underlying, quantity: coins, haircut: 0 }];
  return { ...live, account: { ...account, collateral } };
}
