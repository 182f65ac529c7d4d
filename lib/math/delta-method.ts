import { invertPositiveDefinite } from "./positive-definite.ts";

type Point = readonly number[];
type Rows = readonly (readonly number[])[];

/** Balances rounding against curvature in central differences of values. */
const relativeStep = 1e-5;

/** The gradient of a function by central differences; variables of a size of about one. */
function numericGradient(of: (point: Point) => number, point: Point): number[] {
  return point.map((x, i) => {
    const step = relativeStep * Math.max(1, Math.abs(x));
    const at = (moved: number): number => of(point.map((y, j) => (j === i ? y + moved : y)));
    return (at(step) - at(-step)) / (2 * step);
  });
}

/**
 * The covariance of maximum-likelihood estimates: the inverse of the second derivatives of minus the
 * log-likelihood, from central differences of its gradient, over the `free` variables; the others
 * have a variance of 0. Undefined when the matrix is not positive definite.
 */
export function informationCovariance(
  gradient: (point: Point) => readonly number[],
  point: Point,
  free: readonly number[],
): number[][] | undefined {
  const columns = free.map((i) => {
    const step = relativeStep * Math.max(1, Math.abs(point[i]!));
    const at = (moved: number): readonly number[] =>
      gradient(point.map((x, j) => (j === i ? x + moved : x)));
    const [above, below] = [at(step), at(-step)];
    return free.map((j) => (above[j]! - below[j]!) / (2 * step));
  });
  if (!columns.flat().every(Number.isFinite)) return undefined;
  const inverse = invertPositiveDefinite(
    free.map((_, i) => free.map((_unused, j) => (columns[i]![j]! + columns[j]![i]!) / 2)),
  );
  if (inverse === undefined) return undefined;
  const full = point.map(() => point.map(() => 0));
  for (const [i, row] of free.entries()) {
    for (const [j, column] of free.entries()) full[row]![column] = inverse[i]![j]!;
  }
  return full;
}

/**
 * The standard error of a function of estimates, sqrt(g' C g) with g its gradient: the delta method.
 */
export function deltaMethodError(
  of: (point: Point) => number,
  point: Point,
  covariance: Rows,
): number {
  const gradient = numericGradient(of, point);
  let variance = 0;
  covariance.forEach((row, i) => {
    row.forEach((value, j) => {
      if (value !== 0) variance += gradient[i]! * value * gradient[j]!;
    });
  });
  return Math.sqrt(Math.max(0, variance));
}
