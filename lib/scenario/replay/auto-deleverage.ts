import { checkFinite } from "../../base/check.ts";

/** A position that may be closed against a bankrupt one. */
export interface DeleverageCandidate {
  readonly id: string;
  /** Signed coins. */
  readonly coins: number;
  readonly unrealisedPnlUsd: number;
  /** Of its account. */
  readonly equityUsd: number;
}

/** How much of a candidate is closed. */
export interface Deleveraged {
  readonly id: string;
  /** Signed coins closed, of the candidate's sign. */
  readonly coins: number;
}

/**
 * Who is closed against a bankrupt position: holders of the other side with a profit, ranked by profit /
 * equity (profit and leverage both raise it; an account without equity comes first), until the coins are
 * matched. Ties go by id. What cannot be matched is left out.
 *
 * Source: the ranking of Binance and BitMEX, profit per margin times effective leverage, which is profit
 * per equity where the account holds the one position.
 *
 * @throws RangeError for figures that are not finite.
 * @example autoDeleverage(10, [{ id: "3", coins: -10, unrealisedPnlUsd: 600, equityUsd: 100 }])
 */
export function autoDeleverage(
  bankruptCoins: number,
  candidates: readonly DeleverageCandidate[],
): Deleveraged[] {
  checkFinite("bankruptCoins", bankruptCoins);
  const ranked = candidates
    .filter(({ coins, unrealisedPnlUsd }) => coins * bankruptCoins < 0 && unrealisedPnlUsd > 0)
    .sort((left, right) => score(right) - score(left) || (left.id < right.id ? -1 : 1));
  let open = Math.abs(bankruptCoins);
  return ranked.flatMap(({ id, coins }) => {
    const closed = Math.min(open, Math.abs(coins));
    open -= closed;
    return closed > 0 ? [{ id, coins: Math.sign(coins) * closed }] : [];
  });
}

function score({ id, coins, unrealisedPnlUsd, equityUsd }: DeleverageCandidate): number {
  checkFinite(`coins of ${id}`, coins);
  checkFinite(`unrealisedPnlUsd of ${id}`, unrealisedPnlUsd);
  checkFinite(`equityUsd of ${id}`, equityUsd);
  return equityUsd > 0 ? unrealisedPnlUsd / equityUsd : Number.MAX_VALUE;
}
