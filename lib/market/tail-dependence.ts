import { checkFraction, checkObject } from "../base/check.ts";
import type { Interval } from "../math/interval.ts";
import { matrixColumn } from "../math/matrix.ts";
import { wilsonInterval } from "../math/wilson-interval.ts";
import { type AssetPanel, checkAllVary, checkComplete, checkPanel } from "./complete-panel.ts";
import type { DependenceWarning } from "./dependence-warning.ts";

export interface TailDependenceOptions {
  /** Share of the dates that counts as the tail, in (0, 0.5]: 0.05. */
  readonly tail: number;
  /** Of the intervals, in (0, 1). */
  readonly confidence: number;
}

/** The share of one asset's tail dates that are tail dates of the other too. */
export interface TailCoefficient {
  /** In [0, 1]; about `tail` for independent assets, 1 for assets that rise and fall as one. */
  readonly coefficient: number;
  /** Binomial, sqrt(c (1 - c) / count): 0 at 0 and at 1, where the interval says more. */
  readonly standardError: number;
  /** Wilson's. */
  readonly interval: Interval;
  /** Dates in both tails. */
  readonly jointCount: number;
  /** Dates in one tail. */
  readonly count: number;
}

export interface TailDependence {
  readonly assets: readonly [string, string];
  readonly lower: TailCoefficient;
  readonly upper: TailCoefficient;
  readonly tail: number;
  readonly observations: number;
  readonly warnings: readonly DependenceWarning[];
}

/**
 * Empirical tail dependence of every pair of assets at a threshold: with k = floor(tail × n), the
 * share of the k lowest (highest) returns of one asset that fall on dates of the k lowest (highest)
 * of the other, C(u, u) / u of the empirical copula at u = k / n. It is the coefficient at that
 * threshold, not its limit; standard errors and intervals take dates as independent and margins as
 * known, so clustering makes them too narrow.
 *
 * Blind to increasing changes of either asset. Returns equal to the k-th count with it. Throws a
 * RangeError when k < 1, for an asset that does not vary, and on a missing return.
 * Source: R. Schmidt, U. Stadtmüller, Non-parametric estimation of tail dependence, Scandinavian
 * Journal of Statistics 33 (2006), for the estimator.
 *
 * @example tailDependence(panel, { tail: 0.05, confidence: 0.95 })
 */
export function tailDependence(
  panel: AssetPanel,
  options: TailDependenceOptions,
): TailDependence[] {
  checkPanel(panel);
  checkObject("options", options);
  const { tail, confidence } = options;
  checkFraction("tail", tail);
  checkFraction("confidence", confidence);
  if (tail > 0.5) throw new RangeError(`tail must be in (0, 0.5]: ${tail}`);
  if (panel.assets.length < 2) {
    throw new RangeError(`panel must have at least 2 assets: ${panel.assets.length}`);
  }
  checkComplete(panel, 2);
  checkAllVary(panel);
  const observations = panel.dates.length;
  const count = Math.floor(tail * observations * (1 + 4 * Number.EPSILON));
  if (count < 1)
    throw new RangeError(`tail must hold at least 1 of ${observations} dates: ${tail}`);
  const tails = panel.assets.map((_, j) => tailsOf(matrixColumn(panel.values, j), count));
  return panel.assets.flatMap((asset, i) =>
    panel.assets.slice(0, i).map((other, j): TailDependence => {
      const [first, second] = [tails[j]!, tails[i]!];
      const lower = coefficientOf([first.lower, second.lower], confidence);
      const upper = coefficientOf([first.upper, second.upper], confidence);
      const warnings = warningsOf([first, second], count);
      return { assets: [other, asset], lower, upper, tail, observations, warnings };
    }),
  );
}

interface Tails {
  /** 1 on the dates of the tail, 0 on the others. */
  readonly lower: Uint8Array;
  readonly upper: Uint8Array;
}

function tailsOf(values: Float64Array, count: number): Tails {
  const sorted = values.slice().sort();
  const [low, high] = [sorted[count - 1]!, sorted[sorted.length - count]!];
  return {
    lower: Uint8Array.from(values, (value) => (value <= low ? 1 : 0)),
    upper: Uint8Array.from(values, (value) => (value >= high ? 1 : 0)),
  };
}

/** With ties the two tails may differ in count; their mean then stands for both. */
function coefficientOf(
  [left, right]: readonly [Uint8Array, Uint8Array],
  confidence: number,
): TailCoefficient {
  const jointCount = left.reduce((sum, inTail, t) => sum + inTail * right[t]!, 0);
  const count = (sizeOf(left) + sizeOf(right)) / 2;
  const coefficient = jointCount / count;
  const trials = Math.round(count);
  return {
    coefficient,
    standardError: Math.sqrt((coefficient * (1 - coefficient)) / count),
    interval: wilsonInterval({ successes: Math.min(jointCount, trials), trials }, confidence),
    jointCount,
    count,
  };
}

function warningsOf(tails: readonly Tails[], count: number): DependenceWarning[] {
  const sizes = tails.flatMap(({ lower, upper }) => [sizeOf(lower), sizeOf(upper)]);
  const warnings: DependenceWarning[] = [];
  if (sizes.some((size) => size !== count)) {
    const message = `equal returns at the threshold: tails of ${sizes.join(", ")} for ${count}`;
    warnings.push({ code: "ties", message });
  }
  if (count < 10) {
    warnings.push({ code: "few-observations", message: `the tail holds ${count} dates` });
  }
  return warnings;
}

function sizeOf(tail: Uint8Array): number {
  return tail.reduce((sum, inTail) => sum + inTail, 0);
}
