import { checkPositive } from "../../base/check.ts";
import type { AssetMatrix } from "../../market/asset-matrix.ts";
import { compensatedSum } from "../../math/sum.ts";
import type { Book } from "../../portfolio/book.ts";
import type { Market } from "../../portfolio/market.ts";
import { revalue, shockMarket } from "../revalue.ts";
import { type ReverseStressSearch, reverseStress } from "./reverse-stress.ts";
import type { ReverseStress } from "./reverse-stress-result.ts";

/** A loss to reach, or anything a market decides. */
export type ReverseStressGoal =
  /** USD, positive. */
  | { readonly lossUsd: number }
  /** Positive while the goal is not reached: equity less maintenance margin of an account. */
  | { readonly name: string; readonly room: (market: Market) => number };

export interface ReverseStressBookOptions extends ReverseStressSearch {
  /** Of log returns; has a row for every asset of the book and may have more. */
  readonly covariance: AssetMatrix;
  readonly goal: ReverseStressGoal;
}

/**
 * The least Mahalanobis shock of log prices under which a book reaches a goal, by full revaluation:
 * options bend, inverse contracts bend, and no price goes below zero. `shocks` are log returns.
 *
 * @throws RangeError when the covariance lacks an asset of the book, and as revaluation does.
 * @example reverseStressBook(book, market, { covariance, goal: { lossUsd: 5e6 }, horizonDays: 1, seed: 1 })
 */
export function reverseStressBook(
  book: Book,
  market: Market,
  options: ReverseStressBookOptions,
): ReverseStress {
  const { covariance, goal } = options;
  checkCovers(book, covariance.assets);
  const moved = (shocks: Float64Array): Market =>
    shockMarket(
      market,
      new Map(covariance.assets.map((asset, i) => [asset, Math.expm1(shocks[i]!)])),
    );
  if ("lossUsd" in goal) {
    checkPositive("goal.lossUsd", goal.lossUsd);
    const valueIn = (one: Market): number =>
      compensatedSum(book.positions.map((position) => revalue(position, one)));
    const before = valueIn(market);
    const room = (shocks: Float64Array): number => valueIn(moved(shocks)) - before + goal.lossUsd;
    return reverseStress(covariance, { ...options, goal: `a loss of ${goal.lossUsd} USD`, room });
  }
  const room = (shocks: Float64Array): number => goal.room(moved(shocks));
  return reverseStress(covariance, { ...options, goal: goal.name, room });
}

function checkCovers(book: Book, assets: readonly string[]): void {
  const used = [...new Set(book.positions.map(({ instrument }) => instrument.underlying))];
  const missing = used.filter((asset) => !assets.includes(asset));
  if (missing.length === 0) return;
  throw new RangeError(
    `covariance must have a row for every asset of ${book.name}: ${missing.join(", ")}`,
  );
}
