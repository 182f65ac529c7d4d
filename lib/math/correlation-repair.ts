import type { Matrix } from "./matrix.ts";
import { symmetricEigen } from "./symmetric-eigen.ts";

/** `nearest`: Higham's alternating projections; `spectral`: negative eigenvalues set to zero. */
export type RepairMethod = "nearest" | "spectral";

/** A correlation matrix made from one that was none, and what that took. */
export interface CorrelationRepair {
  /** Symmetric, semi-definite, with a diagonal of exactly 1 and nothing outside [-1, 1]. */
  readonly values: Matrix;
  readonly method: RepairMethod;
  /** False when the matrix was a correlation matrix already and was left as it was. */
  readonly changed: boolean;
  /** The largest absolute change of any element. */
  readonly maximumChange: number;
  /** Square root of the sum of the squared changes of all elements, both triangles. */
  readonly frobeniusDistance: number;
  /** Largest first. */
  readonly eigenvaluesBefore: Float64Array;
  /** Largest first; the smallest may be negative in the last place. */
  readonly eigenvaluesAfter: Float64Array;
  /** Rounds of projections; 0 when nothing was changed, 1 for `spectral`. */
  readonly iterations: number;
  readonly converged: boolean;
}

/** How the repaired matrix was reached. */
interface RepairSteps {
  readonly method: RepairMethod;
  readonly iterations: number;
  readonly converged: boolean;
}

/** The report on a repair. @internal */
export function reportRepair(before: Matrix, after: Matrix, steps: RepairSteps): CorrelationRepair {
  const changes = after.values.map((value, at) => Math.abs(value - before.values[at]!));
  const maximumChange = changes.reduce((most, change) => Math.max(most, change), 0);
  return {
    values: after,
    ...steps,
    changed: maximumChange > 0,
    maximumChange,
    frobeniusDistance: Math.sqrt(changes.reduce((sum, change) => sum + change * change, 0)),
    eigenvaluesBefore: symmetricEigen(before).values,
    eigenvaluesAfter: symmetricEigen(after).values,
  };
}

/** Scaled to a diagonal of exactly 1, which keeps it semi-definite. @internal */
export function scaleToUnitDiagonal({ rows: size, values }: Matrix): Matrix {
  const roots = Float64Array.from({ length: size }, (_, i) => Math.sqrt(values[i * size + i]!));
  roots.forEach((root, i) => {
    if (root > 0) return;
    throw new RangeError(`matrix must keep a positive diagonal: ${root} in row ${i}`);
  });
  const scaled = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    scaled[i * size + i] = 1;
    for (let j = 0; j < i; j++) {
      const value = values[i * size + j]! / (roots[i]! * roots[j]!);
      scaled[i * size + j] = scaled[j * size + i] = Math.min(1, Math.max(-1, value));
    }
  }
  return { rows: size, columns: size, values: scaled };
}

/** True when every diagonal element is exactly 1. @internal */
export function hasUnitDiagonal({ rows, values }: Matrix): boolean {
  for (let i = 0; i < rows; i++) if (values[i * rows + i] !== 1) return false;
  return true;
}
