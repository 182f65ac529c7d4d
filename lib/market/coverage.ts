import { matrixColumn } from "../math/matrix.ts";
import { checkHistoryShape } from "./check-history.ts";
import type { PriceHistory } from "./price-history.ts";

/** A run of days without a price, between two days that have one. */
export interface CoverageGap {
  readonly from: string;
  readonly to: string;
  readonly days: number;
}

/** Which days of a history hold a price of one asset. */
export interface AssetCoverage {
  readonly asset: string;
  /** First day with a price; null when there is none at all. */
  readonly first: string | null;
  /** Last day with a price; null when there is none at all. */
  readonly last: string | null;
  /** Days with a price. */
  readonly observations: number;
  /** Days without a price between `first` and `last`: the sum of the gaps. */
  readonly missing: number;
  readonly gaps: readonly CoverageGap[];
}

/**
 * Coverage of every asset of a history, in its order. Days before the first price and after the
 * last are no gap: the asset was not listed, or its figures end.
 *
 * @example coverage(history).filter(({ missing }) => missing > 0)
 */
export function coverage(history: PriceHistory): AssetCoverage[] {
  checkHistoryShape(history);
  return history.assets.map((asset, j) => {
    const closes = matrixColumn(history.closes, j);
    return assetCoverage(asset, presentIndices(closes), history.dates);
  });
}

function assetCoverage(
  asset: string,
  present: readonly number[],
  dates: readonly string[],
): AssetCoverage {
  const first = present[0];
  const last = present[present.length - 1];
  const gaps = gapsBetween(present, dates);
  return {
    asset,
    first: first === undefined ? null : dates[first]!,
    last: last === undefined ? null : dates[last]!,
    observations: present.length,
    missing: gaps.reduce((sum, { days }) => sum + days, 0),
    gaps,
  };
}

function presentIndices(closes: Float64Array): number[] {
  return [...closes.keys()].filter((i) => !Number.isNaN(closes[i]!));
}

function gapsBetween(present: readonly number[], dates: readonly string[]): CoverageGap[] {
  return present.flatMap((index, k) => {
    const previous = present[k - 1];
    if (previous === undefined || index === previous + 1) return [];
    return [{ from: dates[previous + 1]!, to: dates[index - 1]!, days: index - previous - 1 }];
  });
}
