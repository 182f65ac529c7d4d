import { expm1 } from "../../math/elementary/expm1.ts";
import { naturalLog } from "../../math/natural-log.ts";
import type { Book, Position } from "../../portfolio/book.ts";
import {
  type AccountMargin,
  accountMargins,
  type MarginRules,
} from "../../portfolio/margin/account-margin.ts";
import { type Market, spotPrice } from "../../portfolio/market.ts";
import { shockMarket } from "../revalue.ts";

/** How far one asset has to move, alone, until an account is liquidated. */
export interface LiquidationDistance {
  readonly account: string;
  readonly asset: string;
  readonly price: number;
  /** Simple return downwards, negative; absent when no fall to a thousandth of the price does it. */
  readonly fall?: number;
  /** Simple return upwards; absent when no rise to a hundredfold does it. */
  readonly rise?: number;
}

const steps = 240;
const lowest = naturalLog(1e-3);
const highest = naturalLog(100);

/**
 * The nearest fall and rise of each underlying at which an account's equity no longer covers its
 * maintenance margin, everything else standing still: collateral in the same coin, other positions and
 * tiers move along. By steps of the log price and bisection to the last bit, not by a formula, so that
 * inverse contracts, options and mixed collateral are in it. An account past liquidation has both at 0.
 *
 * @throws RangeError as `accountMargins` does.
 * @example liquidationDistances(book, market, { schedule, positionMode: "one-way" })
 */
export function liquidationDistances(
  book: Book,
  market: Market,
  rules: MarginRules,
): LiquidationDistance[] {
  return book.accounts.flatMap((account) => {
    const positions = book.positions.filter((position) => position.account === account.id);
    const own = { ...book, positions, accounts: [account] };
    const assets = [...new Set(positions.map(({ instrument }) => instrument.underlying))].sort();
    return assets.map((asset) => {
      const roomAt = roomAfter(own, { asset, market, rules });
      const [fall, rise] = [firstMove(roomAt, lowest), firstMove(roomAt, highest)];
      return {
        account: account.id,
        asset,
        price: spotPrice(market, asset),
        ...(fall === undefined ? {} : { fall }),
        ...(rise === undefined ? {} : { rise }),
      };
    });
  });
}

interface AssetMoved {
  readonly asset: string;
  readonly market: Market;
  readonly rules: MarginRules;
}

/**
 * Room of a book of one account by the log move of an asset. Positions in other assets keep profit and
 * margin, so that they are valued once; a risk model of the whole account sees them all each time.
 */
function roomAfter(own: Book, { asset, market, rules }: AssetMoved): (logMove: number) => number {
  const isModelled = own.accounts[0]!.marginMode === "portfolio";
  const moves = ({ instrument }: Position): boolean =>
    isModelled || instrument.underlying === asset;
  const still = own.positions.filter((position) => !moves(position));
  const rest = accountMargins({ ...own, positions: still }, market, rules)[0]!;
  const moving = { ...own, positions: own.positions.filter(moves) };
  return (logMove) => {
    const moved = shockMarket(market, new Map([[asset, expm1(logMove)]]));
    const found = accountMargins(moving, moved, rules)[0]!;
    return roomOf({
      equityUsd: found.equityUsd + rest.unrealisedPnlUsd,
      maintenanceUsd: found.maintenanceUsd + rest.maintenanceUsd,
    });
  };
}

/** Equity less maintenance margin: liquidated when it is zero or less. */
function roomOf({
  equityUsd,
  maintenanceUsd,
}: Pick<AccountMargin, "equityUsd" | "maintenanceUsd">): number {
  return maintenanceUsd === 0 && equityUsd >= 0 ? Infinity : equityUsd - maintenanceUsd;
}

/** The simple return nearest to 0 towards `end` at which the room is gone. */
function firstMove(roomAt: (logMove: number) => number, end: number): number | undefined {
  if (roomAt(0) <= 0) return 0;
  let inside = 0;
  for (let step = 1; step <= steps; step++) {
    let outside = (end * step) / steps;
    if (roomAt(outside) > 0) {
      inside = outside;
      continue;
    }
    for (;;) {
      const middle = inside + (outside - inside) / 2;
      if (middle === inside || middle === outside) return expm1(outside);
      if (roomAt(middle) > 0) inside = middle;
      else outside = middle;
    }
  }
  return undefined;
}
