import { checkNonNegative, checkObject } from "../base/check.ts";
import {
  type CorrelationRepair,
  hasUnitDiagonal,
  reportRepair,
  scaleToUnitDiagonal,
} from "./correlation-repair.ts";
import type { Matrix } from "./matrix.ts";
import { composeSymmetric, semidefiniteSlack, symmetricEigen } from "./symmetric-eigen.ts";

export interface SpectralRepairOptions {
  /** Eigenvalues below this are raised to it before scaling; above 0 gives a definite matrix. */
  readonly eigenvalueFloor?: number;
}

/**
 * A correlation matrix from a symmetric one by its spectrum: negative eigenvalues become zero (or
 * the floor), then rows and columns are scaled to a diagonal of 1. One step and cheap, but not the
 * nearest; what is a correlation matrix already is left as it is.
 *
 * Source: R. Rebonato, P. Jäckel, The most general methodology to create a valid correlation matrix
 * for risk management and option pricing purposes, Journal of Risk 2 (1999), section 4.
 *
 * @throws RangeError unless the matrix is square, finite and symmetric, or when a row has nothing
 * left to scale.
 * @example spectralRepair(stressed).maximumChange
 */
export function spectralRepair(
  matrix: Matrix,
  options: SpectralRepairOptions = {},
): CorrelationRepair {
  checkObject("options", options);
  const { eigenvalueFloor = 0 } = options;
  checkNonNegative("eigenvalueFloor", eigenvalueFloor);
  const { values, vectors } = symmetricEigen(matrix);
  const lowest = eigenvalueFloor - semidefiniteSlack(values);
  const steps = { method: "spectral", converged: true } as const;
  if (values.at(-1)! >= lowest && hasUnitDiagonal(matrix)) {
    return reportRepair(matrix, scaleToUnitDiagonal(matrix), { ...steps, iterations: 0 });
  }
  const raised = values.map((value) => Math.max(eigenvalueFloor, value));
  const repaired = scaleToUnitDiagonal(composeSymmetric(vectors, raised));
  return reportRepair(matrix, repaired, { ...steps, iterations: 1 });
}
