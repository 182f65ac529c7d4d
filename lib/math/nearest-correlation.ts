import { checkCount, checkObject, checkPositive, checkSample } from "../base/check.ts";
import { checkSymmetric } from "./check-matrix.ts";
import {
  type CorrelationRepair,
  hasUnitDiagonal,
  reportRepair,
  scaleToUnitDiagonal,
} from "./correlation-repair.ts";
import { square } from "./elementary/power.ts";
import type { Matrix } from "./matrix.ts";
import { composeSymmetric, semidefiniteSlack, symmetricEigen } from "./symmetric-eigen.ts";

export interface NearestCorrelationOptions {
  /**
   * One positive weight per row: a change of element (i, j) counts sqrt(w_i w_j) times. A row of
   * large weight is kept closer. All 1 when left out.
   */
  readonly weights?: ArrayLike<number>;
  /** Relative change of both projections, and distance between them, to stop at; 1e-12. */
  readonly tolerance?: number;
  /** 10,000 when left out. */
  readonly maximumIterations?: number;
}

/**
 * The correlation matrix nearest to a symmetric matrix in the (weighted) Frobenius norm, by
 * projecting in turn on semi-definite matrices and on matrices with unit diagonal, with Dykstra's
 * correction. What is a correlation matrix already is left as it is.
 *
 * Converges linearly, one spectrum per round; stops unfinished at `maximumIterations` and says so
 * by `converged: false`, the result being a correlation matrix all the same.
 *
 * Source: N. Higham, Computing the nearest correlation matrix: a problem from finance, IMA Journal
 * of Numerical Analysis 22 (2002), algorithm 3.3; diagonal weights by theorem 3.2.
 *
 * @throws RangeError unless the matrix is square, finite and symmetric; for weights that are not
 * positive or too few.
 * @example nearestCorrelation(pairwise.values).values
 */
export function nearestCorrelation(
  matrix: Matrix,
  options: NearestCorrelationOptions = {},
): CorrelationRepair {
  checkObject("options", options);
  const { tolerance = 1e-12, maximumIterations = 10_000 } = options;
  checkPositive("tolerance", tolerance);
  checkCount("maximumIterations", maximumIterations, 1);
  checkSymmetric("matrix", matrix);
  const roots = rootsOfWeights(options.weights, matrix.rows);
  const { values } = symmetricEigen(matrix);
  if (hasUnitDiagonal(matrix) && values.at(-1)! >= -semidefiniteSlack(values)) {
    const same = { method: "nearest", iterations: 0, converged: true } as const;
    return reportRepair(matrix, scaleToUnitDiagonal(matrix), same);
  }
  const projected = alternate(matrix, roots, { tolerance, maximumIterations });
  return reportRepair(matrix, scaleToUnitDiagonal(projected.matrix), {
    method: "nearest",
    iterations: projected.iterations,
    converged: projected.converged,
  });
}

interface Projected {
  readonly matrix: Matrix;
  readonly iterations: number;
  readonly converged: boolean;
}

type StoppingRule = Required<Pick<NearestCorrelationOptions, "tolerance" | "maximumIterations">>;

function alternate(start: Matrix, roots: Float64Array, rule: StoppingRule): Projected {
  const size = start.rows;
  let unit: Matrix = start;
  let definite: Matrix = start;
  let correction = new Float64Array(size * size);
  for (let iteration = 1; iteration <= rule.maximumIterations; iteration++) {
    const corrected = unit.values.map((value, at) => value - correction[at]!);
    const nextDefinite = projectOnDefinite({ ...start, values: corrected }, roots);
    correction = nextDefinite.values.map((value, at) => value - corrected[at]!);
    const nextUnit = projectOnUnitDiagonal(nextDefinite);
    const moved = Math.max(
      relativeDistance(nextDefinite, definite),
      relativeDistance(nextUnit, unit),
      relativeDistance(nextUnit, nextDefinite),
    );
    definite = nextDefinite;
    unit = nextUnit;
    if (moved <= rule.tolerance)
      return { matrix: definite, iterations: iteration, converged: true };
  }
  return { matrix: definite, iterations: rule.maximumIterations, converged: false };
}

/** W^-1/2 (W^1/2 A W^1/2)+ W^-1/2, with + dropping what is negative in the spectrum. */
function projectOnDefinite(matrix: Matrix, roots: Float64Array): Matrix {
  const size = matrix.rows;
  const weigh = (at: number): number => roots[Math.floor(at / size)]! * roots[at % size]!;
  const weighted = { ...matrix, values: matrix.values.map((value, at) => value * weigh(at)) };
  const { values, vectors } = symmetricEigen(weighted);
  const kept = composeSymmetric(
    vectors,
    values.map((value) => Math.max(0, value)),
  );
  return { ...kept, values: kept.values.map((value, at) => value / weigh(at)) };
}

function projectOnUnitDiagonal(matrix: Matrix): Matrix {
  const values = matrix.values.slice();
  for (let i = 0; i < matrix.rows; i++) values[i * matrix.rows + i] = 1;
  return { ...matrix, values };
}

function relativeDistance(matrix: Matrix, before: Matrix): number {
  let apart = 0;
  let size = 0;
  matrix.values.forEach((value, at) => {
    apart += square(value - before.values[at]!);
    size += value * value;
  });
  return Math.sqrt(apart / size);
}

function rootsOfWeights(weights: ArrayLike<number> | undefined, size: number): Float64Array {
  if (weights === undefined) return new Float64Array(size).fill(1);
  checkSample("weights", weights, 1);
  if (weights.length !== size) {
    throw new RangeError(`weights must be ${size} like the rows: ${weights.length}`);
  }
  return Float64Array.from(weights, (weight, i) => {
    checkPositive(`weights[${i}]`, weight);
    return Math.sqrt(weight);
  });
}
