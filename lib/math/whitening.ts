import { covarianceParts } from "./covariance-parts.ts";
import { euclideanNorm } from "./elementary/hypot.ts";
import type { Matrix } from "./matrix.ts";
import { semidefiniteSlack, symmetricEigen } from "./symmetric-eigen.ts";

/** Coordinates in which every direction with any variance has a variance of 1. */
export interface Whitening {
  /** Number of coordinates: the rank of the correlation matrix. */
  readonly rank: number;
  /** Standard deviation of each variable. */
  readonly deviations: Float64Array;
  /** Eigenvalues of the correlation matrix, largest first; the first `rank` are above rounding. */
  readonly eigenvalues: Float64Array;
  /** Its unit eigenvectors as columns. */
  readonly eigenvectors: Matrix;
  /** The variables at a point of the coordinates. */
  variablesAt(coordinates: ArrayLike<number>): Float64Array;
  /** The coordinates of the variables, whose length is their Mahalanobis distance. */
  coordinatesOf(variables: ArrayLike<number>): Coordinates;
}

/** Where variables stand. */
export interface Coordinates {
  readonly values: Float64Array;
  /** Mahalanobis distance; Infinity for variables that a singular covariance cannot reach. */
  readonly distance: number;
}

/** What may stick out of the reachable space before it counts, in standard deviations. */
const outsideSlack = 1e-6;

/**
 * The change of variables x = S V √Λ y for a covariance S V Λ V' S with standard deviations S:
 * coordinate k runs along eigenvector k of the correlations, y'y is the squared Mahalanobis distance
 * of x. A singular covariance has fewer coordinates than variables.
 *
 * @throws RangeError unless the matrix is symmetric, semi-definite and has a positive diagonal.
 */
export function whitening(covariance: Matrix): Whitening {
  const { volatilities: deviations, correlation } = covarianceParts(covariance);
  const { values: eigenvalues, vectors } = symmetricEigen(correlation);
  const slack = semidefiniteSlack(eigenvalues);
  const smallest = eigenvalues.at(-1)!;
  if (smallest < -slack) {
    throw new RangeError(
      `covariance must be positive semi-definite: smallest eigenvalue of its correlations ${smallest}`,
    );
  }
  const size = deviations.length;
  const rank = eigenvalues.filter((value) => value > slack).length;
  const element = (i: number, k: number): number => vectors.values[i * size + k]!;
  const variablesAt = (coordinates: ArrayLike<number>): Float64Array =>
    deviations.map((deviation, i) => {
      let sum = 0;
      for (let k = 0; k < rank; k++) {
        sum += element(i, k) * Math.sqrt(eigenvalues[k]!) * coordinates[k]!;
      }
      return deviation * sum;
    });
  const coordinatesOf = (variables: ArrayLike<number>): Coordinates => {
    const along = Float64Array.from({ length: size }, (_, k) => {
      let sum = 0;
      for (let i = 0; i < size; i++) sum += (element(i, k) * variables[i]!) / deviations[i]!;
      return sum;
    });
    const values = along.slice(0, rank).map((value, k) => value / Math.sqrt(eigenvalues[k]!));
    const length = euclideanNorm(values);
    const outside = euclideanNorm(along.slice(rank));
    return { values, distance: outside > outsideSlack * Math.max(1, length) ? Infinity : length };
  };
  return { rank, deviations, eigenvalues, eigenvectors: vectors, variablesAt, coordinatesOf };
}
