import { invertPositiveDefinite } from "../../math/positive-definite.ts";
import { type GarchSample, garchLikelihood } from "./garch-likelihood.ts";
import { squaredScores } from "./squared-scores.ts";

type Rows = readonly (readonly number[])[];

/** Covariances of the estimates, in the order of the free parameters. */
export interface GarchCovariance {
  /** The inverse of minus the Hessian of the log-likelihood: right when the model is. */
  readonly classical: Rows;
  /** Bollerslev-Wooldridge: inverse Hessian, sum of squared scores, inverse Hessian. */
  readonly robust: Rows;
}

/** Wide enough to average over the kinks that |z| leaves in the gradient of an EGARCH. */
const kinkedMeanStep = 0.02;
/** Of the spacing of doubles at 1: the step that loses least to rounding and to curvature. */
const cubeRootOfEpsilon = 6.0554544523933395e-6;

/**
 * Both covariances at a summit, from central differences of the exact gradient and the exact scores;
 * undefined when minus the Hessian is not positive definite.
 *
 * Source: T. Bollerslev, J. Wooldridge, Quasi-maximum likelihood estimation and inference in dynamic
 * models with time-varying covariances, Econometric Reviews 11 (1992).
 */
export function garchCovariance(
  sample: GarchSample,
  vector: readonly number[],
  free: readonly number[],
): GarchCovariance | undefined {
  const columns = free.map((i) => {
    const step = stepOf(sample, vector, i);
    const at = (moved: number): Float64Array =>
      garchLikelihood(
        sample,
        vector.map((x, j) => (j === i ? x + moved : x)),
      ).gradient;
    const above = at(step);
    const below = at(-step);
    return free.map((j) => -(above[j]! - below[j]!) / (2 * step));
  });
  const information = free.map((_, i) =>
    free.map((_unused, j) => (columns[i]![j]! + columns[j]![i]!) / 2),
  );
  if (!information.flat().every(Number.isFinite)) return undefined;
  const classical = invertScaled(information);
  if (classical === undefined) return undefined;
  const squares = squaredScores(sample, vector, free);
  return { classical, robust: product(product(classical, squares), classical) };
}

/** Covariance of the estimates A x from that of x. */
export function transformCovariance(change: Rows, covariance: Rows): Rows {
  const transposed = change.map((_, i) => change.map((row) => row[i]!));
  return product(product(change, covariance), transposed);
}

function stepOf({ kind }: GarchSample, vector: readonly number[], i: number): number {
  if (i === 0 && kind === "egarch") return kinkedMeanStep;
  const step = cubeRootOfEpsilon;
  if (i === 5) return step * (vector[i]! - 2);
  return step * Math.max(Math.abs(vector[i]!), i === 1 ? 1e-6 : 1e-2);
}

/** Inverts with a unit diagonal, so that a parameter's unit does not decide what is singular. */
function invertScaled(rows: Rows): number[][] | undefined {
  const scale = rows.map((row, i) => 1 / Math.sqrt(row[i]!));
  if (!scale.every((x) => x > 0 && x < Infinity)) return undefined;
  const scaleBoth = (matrix: Rows): number[][] =>
    matrix.map((row, i) => row.map((x, j) => x * scale[i]! * scale[j]!));
  const inverse = invertPositiveDefinite(scaleBoth(rows));
  return inverse && scaleBoth(inverse);
}

function product(left: Rows, right: Rows): number[][] {
  return left.map((row) =>
    left.map((_, j) => row.reduce((sum, x, k) => sum + x * right[k]![j]!, 0)),
  );
}
