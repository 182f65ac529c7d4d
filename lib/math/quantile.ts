import { checkNumber, checkObject, checkOneOf, checkSample } from "../base/check.ts";

/** The nine sample quantiles of Hyndman and Fan; 7 interpolates as spreadsheets and R do. */
export type QuantileType = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

export interface QuantileOptions {
  /** Which definition; 7 when not given. */
  readonly type?: QuantileType;
}

export const quantileTypes: readonly QuantileType[] = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/**
 * The sample quantile at `probability`.
 *
 * Types 1 to 3 are observations (or, for 2, the middle of two); types 4 to 9 interpolate linearly
 * between neighbours. The result lies between the smallest and the largest observation, which are
 * the answers at 0 and 1; one observation is every quantile of itself. Where n * probability is
 * meant to be an integer but rounding misses it (100 * 0.07), it counts as that integer.
 *
 * Throws a RangeError for an empty sample, NaN, infinities, a probability outside [0, 1] or an
 * unknown type. The input is not changed.
 *
 * Source: R. Hyndman, Y. Fan, Sample quantiles in statistical packages, The American Statistician
 * 50 (1996), definitions 1 to 9.
 *
 * @example quantile([1, 3, 2, 4], 0.3) // 1.9
 */
export function quantile(
  values: ArrayLike<number>,
  probability: number,
  options: QuantileOptions = {},
): number {
  checkObject("options", options);
  const { type = 7 } = options;
  checkSample("values", values, 1);
  checkOneOf("type", type, quantileTypes);
  checkNumber("probability", probability);
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`probability must be in [0, 1]: ${probability}`);
  }
  return sortedQuantile(Float64Array.from(values).sort(), probability, type);
}

/** {@link quantile} of a sample already sorted in ascending order and checked. */
export function sortedQuantile(
  sorted: Float64Array,
  probability: number,
  type: QuantileType,
): number {
  return rankedQuantile(sorted.length, (rank) => sorted[rank - 1]!, { probability, type });
}

/** {@link quantile} of `count` values of which `at` gives the one of a rank, from 1. */
export function rankedQuantile(
  count: number,
  at: (rank: number) => number,
  options: RankedQuantileOptions,
): number {
  const { low, high, share } = quantilePlace(count, options);
  return interpolate(at(low), at(high), share);
}

interface RankedQuantileOptions {
  readonly probability: number;
  readonly type: QuantileType;
}

/** The two neighbours that a quantile lies between, by their ranks from 1, which may be equal. */
export interface QuantilePlace {
  readonly low: number;
  readonly high: number;
  /** How far the quantile is from the lower one to the upper one, for {@link interpolate}. */
  readonly share: number;
}

/** Where the quantile of `count` values lies, whatever the values. */
export function quantilePlace(
  count: number,
  { probability, type }: RankedQuantileOptions,
): QuantilePlace {
  const position = snapToInteger(positionOf[type](count, probability));
  const below = Math.floor(position);
  const inside = (rank: number): number => Math.min(Math.max(rank, 1), count);
  const share = shareAbove(position - below, below, type);
  return { low: inside(below), high: inside(below + 1), share };
}

/** An integer that rounding missed by a few units in the last place; any other value unchanged. */
export function snapToInteger(value: number): number {
  const nearest = Math.round(value);
  const tolerance = 4 * Number.EPSILON * Math.max(1, Math.abs(value));
  return Math.abs(value - nearest) <= tolerance ? nearest : value;
}

/** The one-based, fractional rank of the quantile in the sorted sample. */
const positionOf: Readonly<Record<QuantileType, (n: number, p: number) => number>> = {
  1: (n, p) => n * p,
  2: (n, p) => n * p,
  3: (n, p) => n * p - 0.5,
  4: (n, p) => n * p,
  5: (n, p) => n * p + 0.5,
  6: (n, p) => (n + 1) * p,
  7: (n, p) => (n - 1) * p + 1,
  8: (n, p) => (n + 1 / 3) * p + 1 / 3,
  9: (n, p) => (n + 1 / 4) * p + 3 / 8,
};

/** The weight of the upper neighbour. */
function shareAbove(fraction: number, below: number, type: QuantileType): number {
  if (type === 1) return fraction > 0 ? 1 : 0;
  if (type === 2) return fraction > 0 ? 1 : 0.5;
  if (type === 3) return fraction > 0 || below % 2 !== 0 ? 1 : 0;
  return fraction;
}

/** Between `low` and `high`, never outside them and never overflowing. */
export function interpolate(low: number, high: number, share: number): number {
  const apart = low < 0 !== high < 0;
  const value = apart ? low * (1 - share) + high * share : low + share * (high - low);
  return Math.min(Math.max(value, low), high);
}
