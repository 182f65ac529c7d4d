import {
  checkFinite,
  checkObject,
  checkPositive,
  checkSameLength,
  checkSample,
} from "../../base/check.ts";
import { expm1 } from "../../math/elementary/expm1.ts";
import { log1p } from "../../math/elementary/log1p.ts";
import { linearRegression } from "../../math/regression.ts";
import { type AnnualOptions, annualReturn, checkSimpleReturns } from "./annual-return.ts";
import type { RatioOptions } from "./return-ratios.ts";

/** Simple returns of a strategy and of its benchmark in the same periods. */
export interface BenchmarkedReturns {
  readonly returns: ArrayLike<number>;
  readonly benchmark: ArrayLike<number>;
}

/** The line of excess returns on excess benchmark returns. */
export interface AlphaBeta {
  /** The intercept compounded to a year: (1 + intercept)^periodsPerYear - 1. */
  readonly annualAlpha: number;
  readonly perPeriodAlpha: number;
  readonly alphaStandardError: number;
  readonly beta: number;
  readonly betaStandardError: number;
  readonly rSquared: number;
}

/**
 * Alpha and beta by least squares of returns on benchmark returns, both above `perPeriodTarget`.
 * The standard errors are per period and for independent errors of one variance.
 *
 * @throws RangeError below three periods, for NaN, unequal lengths, a benchmark that does not vary.
 */
export function alphaBeta(pair: BenchmarkedReturns, options: RatioOptions): AlphaBeta {
  checkObject("pair", pair);
  checkObject("options", options);
  const { periodsPerYear, perPeriodTarget = 0 } = options;
  checkPositive("periodsPerYear", periodsPerYear);
  checkFinite("perPeriodTarget", perPeriodTarget);
  checkSample("benchmark", pair.benchmark, 3);
  checkSample("returns", pair.returns, 3);
  checkSameLength(["benchmark", "returns"], pair.benchmark, pair.returns);
  const line = linearRegression({
    x: Float64Array.from(pair.benchmark, (value) => value - perPeriodTarget),
    y: Float64Array.from(pair.returns, (value) => value - perPeriodTarget),
  });
  return {
    annualAlpha: expm1(periodsPerYear * log1p(Math.max(-1, line.intercept))),
    perPeriodAlpha: line.intercept,
    alphaStandardError: line.interceptStandardError,
    beta: line.slope,
    betaStandardError: line.slopeStandardError,
    rSquared: line.rSquared,
  };
}

/** What a strategy kept of the benchmark's good and bad periods. */
export interface Capture {
  /**
   * Compound annual return over the benchmark's, where that rose; null for none or out of range.
   */
  readonly up: number | null;
  /** The same where it fell: below 1 it lost less. */
  readonly down: number | null;
  /** Up over down; null unless both are known and down is not 0. */
  readonly ratio: number | null;
}

/**
 * Up and down capture: compound annual returns of strategy and benchmark over the periods in which
 * the benchmark rose, and over those in which it fell. Periods of exactly 0 are in neither.
 *
 * @throws RangeError without a period, for NaN, unequal lengths, or a return below -1.
 */
export function capture(
  pair: BenchmarkedReturns,
  options: { readonly periodsPerYear: number },
): Capture {
  checkObject("pair", pair);
  checkObject("options", options);
  const { periodsPerYear } = options;
  checkSimpleReturns(pair.returns);
  checkSimpleReturns(pair.benchmark);
  checkSameLength(["returns", "benchmark"], pair.returns, pair.benchmark);
  const up = captureWhere((value) => value > 0, pair, { periodsPerYear });
  const down = captureWhere((value) => value < 0, pair, { periodsPerYear });
  return { up, down, ratio: up === null || down === null || down === 0 ? null : up / down };
}

function captureWhere(
  belongs: (benchmark: number) => boolean,
  { returns, benchmark }: BenchmarkedReturns,
  options: AnnualOptions,
): number | null {
  const periods = Array.from(benchmark, (_, i) => i).filter((i) => belongs(benchmark[i]!));
  if (periods.length === 0) return null;
  const of = (values: ArrayLike<number>): number =>
    annualReturn(
      periods.map((i) => values[i]!),
      options,
    );
  const share = of(returns) / of(benchmark);
  // Nothing lost over a fall is 0, not -0.
  return Number.isFinite(share) ? share + 0 : null;
}
