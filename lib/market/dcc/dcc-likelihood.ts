import { factorLower } from "../../math/cholesky.ts";
import { square } from "../../math/elementary/power.ts";
import type { Matrix } from "../../math/matrix.ts";
import { naturalLog } from "../../math/natural-log.ts";
import { type DccParameters, type DccState, runDcc } from "./dcc-recursion.ts";

/** The correlation part of the log-likelihood and what it is made of. */
export interface DccLikelihood {
  /** -Infinity where a state is not positive definite. */
  readonly value: number;
  /** Derivatives by a and b. */
  readonly gradient: readonly [number, number];
  /** One row per date: the derivatives of its own term by a and b. */
  readonly scores: Matrix;
}

/**
 * The correlation part of the normal log-likelihood, -1/2 sum (ln |R| + z' R^-1 z - z' z), with its
 * derivatives: what correlations add to the log-likelihoods of the single series.
 *
 * With u = z sqrt(diag Q), it is -1/2 sum (ln |Q| - sum ln q_ii + u' Q^-1 u - z' z).
 * Source: R. Engle, Dynamic conditional correlation, Journal of Business and Economic Statistics
 * 20 (2002), equation 26. @internal
 */
export function dccLikelihood(
  residuals: Matrix,
  target: Matrix,
  parameters: DccParameters,
): DccLikelihood {
  const { rows, columns: size, values } = residuals;
  const work = workspace(size);
  const scores = new Float64Array(2 * rows);
  let value = 0;
  const visit = (at: DccState): void => {
    if (at.date === rows || value === -Infinity) return;
    const row = values.subarray(at.date * size, (at.date + 1) * size);
    const term = termOf(row, at.state, work);
    value += term;
    if (term === -Infinity) return;
    scores[2 * at.date] = derivative(at.byA, at.state, work);
    scores[2 * at.date + 1] = derivative(at.byB, at.state, work);
  };
  runDcc(residuals, target, { ...parameters, visit });
  const byA = scores.reduce((sum, x, i) => (i % 2 === 0 ? sum + x : sum), 0);
  const byB = scores.reduce((sum, x, i) => (i % 2 === 1 ? sum + x : sum), 0);
  return { value, gradient: [byA, byB], scores: { rows, columns: 2, values: scores } };
}

interface Workspace {
  readonly size: number;
  readonly lower: Float64Array;
  /** Q^-1. */
  readonly inverse: Float64Array;
  /** z sqrt(diag Q). */
  readonly scaled: Float64Array;
  /** Q^-1 u. */
  readonly solved: Float64Array;
}

function workspace(size: number): Workspace {
  return {
    size,
    lower: new Float64Array(size * size),
    inverse: new Float64Array(size * size),
    scaled: new Float64Array(size),
    solved: new Float64Array(size),
  };
}

/** One date's term; leaves inverse, scaled and solved behind for the derivatives. */
function termOf(row: Float64Array, state: Float64Array, work: Workspace): number {
  const { size, lower, inverse, scaled, solved } = work;
  if (factorLower({ rows: size, columns: size, values: state }, lower)) return -Infinity;
  invertFromFactor(lower, inverse, size);
  let sum = 0;
  for (let i = 0; i < size; i++) {
    const variance = state[i * size + i]!;
    scaled[i] = row[i]! * Math.sqrt(variance);
    sum += 2 * naturalLog(lower[i * size + i]!) - naturalLog(variance) - square(row[i]!);
  }
  for (let i = 0; i < size; i++) {
    let dot = 0;
    for (let j = 0; j < size; j++) dot += inverse[i * size + j]! * scaled[j]!;
    solved[i] = dot;
    sum += dot * scaled[i]!;
  }
  return -0.5 * sum;
}

/** -1/2 (sum (Q^-1 - w w') dQ + sum (w_i u_i - 1) dq_ii / q_ii) for w = Q^-1 u. */
function derivative(change: Float64Array, state: Float64Array, work: Workspace): number {
  const { size, inverse, scaled, solved } = work;
  let sum = 0;
  for (let i = 0; i < size; i++) {
    const diagonal = i * size + i;
    sum += (solved[i]! * scaled[i]! - 1) * (change[diagonal]! / state[diagonal]!);
    for (let j = 0; j < size; j++) {
      const at = i * size + j;
      sum += (inverse[at]! - solved[i]! * solved[j]!) * change[at]!;
    }
  }
  return -0.5 * sum;
}

/** (L L')^-1, column by column: forward, then backward substitution. */
function invertFromFactor(lower: Float64Array, inverse: Float64Array, size: number): void {
  for (let column = 0; column < size; column++) {
    for (let i = 0; i < size; i++) {
      let rest = i === column ? 1 : 0;
      for (let k = column; k < i; k++) rest -= lower[i * size + k]! * inverse[k * size + column]!;
      inverse[i * size + column] = i < column ? 0 : rest / lower[i * size + i]!;
    }
    for (let i = size - 1; i >= 0; i--) {
      let rest = inverse[i * size + column]!;
      for (let k = i + 1; k < size; k++) {
        rest -= lower[k * size + i]! * inverse[k * size + column]!;
      }
      inverse[i * size + column] = rest / lower[i * size + i]!;
    }
  }
}
