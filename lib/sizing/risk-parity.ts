import { checkPositive, checkSameLength } from "../base/check.ts";
import { type AssetMatrix, checkAssetMatrix } from "../market/asset-matrix.ts";
import { cholesky } from "../math/cholesky.ts";
import { compensatedSum } from "../math/sum.ts";

/** Long-only weights and what each contributes to volatility. */
export interface RiskParity {
  /** Sum to 1, in the covariance's order. */
  readonly weights: Float64Array;
  /** Share of the variance that each carries; the budgets, to `accuracy`. */
  readonly riskShares: Float64Array;
  /** Of the portfolio, per period of the covariance. */
  readonly volatility: number;
  readonly iterations: number;
}

const accuracy = 1e-12;
const mostIterations = 10_000;
/** Shares farther off than this after all rounds are no answer. */
const unsettled = 1e-6;

/**
 * The long-only weights at which every asset carries its budget of the variance, equal ones unless
 * given: w_i (C w)_i = budget_i w'C w. Unique for a positive definite C. By cyclical coordinate descent on
 * w'C w / 2 - Σ budget_i ln w_i, which closes to 1e-12 of the shares.
 *
 * Source: S. Maillard, T. Roncalli, J. Teïletche, The properties of equally weighted risk contribution
 * portfolios (2010); T. Griveau-Billion, J.-C. Richard, T. Roncalli (2013) for the descent.
 *
 * @throws RangeError for a covariance that is not positive definite or so nearly singular that the weights do
 * not settle, and budgets that are not positive.
 * @example riskParity(covariance).weights
 */
export function riskParity(covariance: AssetMatrix, budgets?: ArrayLike<number>): RiskParity {
  checkAssetMatrix("covariance", covariance);
  const { rows: size, values } = covariance.values;
  cholesky(covariance.values, "values of covariance");
  const wanted = budgetsOf(size, budgets);
  const x = Float64Array.from({ length: size }, (_, i) =>
    Math.sqrt(wanted[i]! / values[i * size + i]!),
  );
  const product = (i: number): number => {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += values[i * size + j]! * x[j]!;
    return sum;
  };
  let iterations = 0;
  let error = Infinity;
  for (; error > accuracy && iterations < mostIterations; iterations++) {
    for (let i = 0; i < size; i++) {
      const own = values[i * size + i]!;
      const others = product(i) - own * x[i]!;
      x[i] = (Math.sqrt(others * others + 4 * own * wanted[i]!) - others) / (2 * own);
    }
    error = Math.max(...x.map((xi, i) => Math.abs(xi * product(i) - wanted[i]!)));
  }
  if (!(error < unsettled)) {
    const off = error.toPrecision(2);
    throw new RangeError(`covariance must let the weights settle (nearly singular): off by ${off}`);
  }
  const total = compensatedSum([...x]);
  const shares = x.map((xi, i) => xi * product(i));
  const variance = compensatedSum([...shares]);
  return {
    weights: x.map((xi) => xi / total),
    riskShares: shares.map((share) => share / variance),
    volatility: Math.sqrt(variance) / total,
    iterations,
  };
}

function budgetsOf(size: number, budgets: ArrayLike<number> | undefined): Float64Array {
  if (budgets === undefined) return new Float64Array(size).fill(1 / size);
  checkSameLength(["budgets", "rows of covariance"], budgets, { length: size });
  for (let i = 0; i < size; i++) checkPositive(`budgets[${i}]`, budgets[i]!);
  const total = compensatedSum(Array.from(budgets));
  return Float64Array.from(budgets, (budget) => budget / total);
}
