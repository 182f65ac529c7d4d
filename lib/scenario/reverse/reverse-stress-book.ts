import { checkPositive } from "../../base/check.ts";
import type { AssetMatrix } from "../../market/asset-matrix.ts";
import { expm1 } from "../../math/elementary/expm1.ts";
import { compensatedSum } from "../../math/sum.ts";
import type { Book } from "../../portfolio/book.ts";
import type { Market } from "../../portfolio/market.ts";
import type { AssetMove } from "../asset-move.ts";
import { compileBook } from "../compile-book.ts";
import { shockMarket } from "../revalue.ts";
import { revalueBook } from "../revalue-book.ts";
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
  /**
   * Factors of the covariance that are no log returns but absolute changes of an asset's annual
   * implied volatility (0.1 is ten points): the factor's name by asset.
   */
  readonly volatilityFactors?: Readonly<Record<string, string>>;
}

/**
 * The least Mahalanobis shock of log prices under which a book reaches a goal, by full revaluation:
 * options bend, inverse contracts bend, and no price goes below zero. `shocks` are log returns, and
 * changes of implied volatility for the factors that are named so.
 *
 * @throws RangeError when the covariance lacks an asset of the book, and as revaluation does.
 * @see notebooks/13-reverse-stress
 * @example reverseStressBook(book, market, { covariance, goal: { lossUsd: 5e6 }, horizonDays: 1, seed: 1 })
 */
export function reverseStressBook(
  book: Book,
  market: Market,
  options: ReverseStressBookOptions,
): ReverseStress {
  const { covariance, goal } = options;
  checkVolatilityFactors(options);
  checkCovers(book, covariance.assets);
  const moved = (shocks: Float64Array): Market => shockMarket(market, movesOf(shocks, options));
  if ("lossUsd" in goal) {
    checkPositive("goal.lossUsd", goal.lossUsd);
    const compiled = compileBook(book.positions);
    const valueIn = (one: Market): number => compensatedSum(revalueBook(compiled, one));
    const before = valueIn(market);
    const room = (shocks: Float64Array): number => valueIn(moved(shocks)) - before + goal.lossUsd;
    return reverseStress(covariance, { ...options, goal: `a loss of ${goal.lossUsd} USD`, room });
  }
  const room = (shocks: Float64Array): number => goal.room(moved(shocks));
  return reverseStress(covariance, { ...options, goal: goal.name, room });
}

function movesOf(
  shocks: Float64Array,
  { covariance, volatilityFactors = {} }: ReverseStressBookOptions,
): Map<string, AssetMove> {
  const byFactor = new Map(covariance.assets.map((factor, i) => [factor, shocks[i]!]));
  const volatilityOf = new Map(Object.entries(volatilityFactors));
  const isVolatility = new Set(volatilityOf.values());
  const assets = covariance.assets.filter((factor) => !isVolatility.has(factor));
  return new Map(
    assets.map((asset) => {
      const factor = volatilityOf.get(asset);
      const move = { return: expm1(byFactor.get(asset)!) };
      if (factor === undefined) return [asset, move];
      return [asset, { ...move, volatility: { absolute: byFactor.get(factor)! } }];
    }),
  );
}

function checkVolatilityFactors({
  covariance,
  volatilityFactors = {},
}: ReverseStressBookOptions): void {
  for (const [asset, factor] of Object.entries(volatilityFactors)) {
    for (const name of [asset, factor]) {
      if (covariance.assets.includes(name)) continue;
      throw new RangeError(
        `covariance must have a row for ${name} (${covariance.assets.join(", ")})`,
      );
    }
  }
}

function checkCovers(book: Book, assets: readonly string[]): void {
  const used = [...new Set(book.positions.map(({ instrument }) => instrument.underlying))];
  const missing = used.filter((asset) => !assets.includes(asset));
  if (missing.length === 0) return;
  throw new RangeError(
    `covariance must have a row for every asset of ${book.name}: ${missing.join(", ")}`,
  );
}
