import { checkCount, checkFlags, checkObject } from "../../base/check.ts";
import { isConstant } from "../../math/moments.ts";
import { solvePositiveDefinite } from "../../math/positive-definite.ts";
import {
  type BacktestOptions,
  type BacktestResult,
  chiSquareResult,
  notIdentified,
  significanceOf,
} from "./backtest-result.ts";
import { breachDays, checkVarSample, type VarSample } from "./forecast-sample.ts";

export interface DynamicQuantileOptions extends BacktestOptions {
  /** How many days back breaches may matter; 4 when not given. */
  readonly lags?: number;
  /** Whether the VaR of the day itself is an explanation; true when not given. */
  readonly withValueAtRisk?: boolean;
}

/**
 * Engle and Manganelli's dynamic quantile test, out of sample: nothing known the day before tells
 * breaches. Hit_t = breach_t - (1 - confidence) is regressed on a constant, the last hits and the
 * day's VaR; the statistic b'X'X b / (c (1 - c)) is chi-square with one degree of freedom for each.
 *
 * Not identified without breaches, with nothing else, with too few days, or where the explanations
 * repeat one another (a VaR that never moves: leave it out with `withValueAtRisk: false`).
 *
 * Source: R. Engle, S. Manganelli, CAViaR, Journal of Business and Economic Statistics 22 (2004),
 * theorem 4 in its out-of-sample form.
 *
 * @throws RangeError for NaN, unequal lengths, or a confidence or significance outside (0, 1).
 * @example dynamicQuantileTest(backtestVar(returns, options), { lags: 4 })
 */
export function dynamicQuantileTest(
  sample: VarSample,
  options: DynamicQuantileOptions = {},
): BacktestResult {
  checkObject("sample", sample);
  checkObject("options", options);
  const { lags = 4, withValueAtRisk = true } = options;
  checkFlags("withValueAtRisk", [withValueAtRisk]);
  checkVarSample(sample);
  checkCount("lags", lags, 0);
  const columnCount = 1 + lags + (withValueAtRisk ? 1 : 0);
  const outcome = {
    hypothesis: "nothing known the day before tells when VaR is breached",
    degreesOfFreedom: columnCount,
    significance: significanceOf(options),
  };
  const hits = hitsOf(sample);
  const rows = hits.length - lags;
  if (isConstant(hits)) {
    return notIdentified(hits[0]! < 0 ? "there are no breaches" : "every day is a breach", outcome);
  }
  if (rows <= columnCount) {
    return notIdentified(`${hits.length} days for ${columnCount} explanations`, outcome);
  }
  const valueAtRisk = Float64Array.from(sample.valueAtRisk).slice(lags);
  if (withValueAtRisk && isConstant(valueAtRisk)) {
    return notIdentified("the VaR never moves: it repeats the constant", outcome);
  }
  const columns = [
    new Float64Array(rows).fill(1),
    ...Array.from({ length: lags }, (_, k) => hits.slice(lags - k - 1, hits.length - k - 1)),
    ...(withValueAtRisk ? [valueAtRisk] : []),
  ];
  const explained = explainedSquares(columns.map(unitLength), hits.slice(lags));
  if (explained === undefined) return notIdentified("the explanations repeat one another", outcome);
  return chiSquareResult(explained / (sample.confidence * (1 - sample.confidence)), outcome);
}

function hitsOf(sample: VarSample): Float64Array {
  const hits = new Float64Array(sample.realised.length).fill(sample.confidence - 1);
  for (const day of breachDays(sample)) hits[day] = sample.confidence;
  return hits;
}

/** Scaled so that the unit of VaR does not matter. */
function unitLength(column: Float64Array): Float64Array {
  const length = Math.sqrt(dot(column, column));
  return length === 0 ? column : column.map((value) => value / length);
}

/** y'X (X'X)^-1 X'y; undefined when X'X is singular. */
function explainedSquares(columns: readonly Float64Array[], y: Float64Array): number | undefined {
  const products = columns.map((left) => columns.map((right) => dot(left, right)));
  const right = columns.map((column) => dot(column, y));
  const solution = solvePositiveDefinite(products, right);
  return solution?.reduce((sum, value, i) => sum + value * right[i]!, 0);
}

function dot(left: Float64Array, right: Float64Array): number {
  return left.reduce((sum, value, i) => sum + value * right[i]!, 0);
}
