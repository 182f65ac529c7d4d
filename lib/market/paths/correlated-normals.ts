import { checkCorrelation } from "../../math/check-matrix.ts";
import { symmetricSquareRoot } from "../../math/cholesky.ts";
import type { Matrix } from "../../math/matrix.ts";
import type { RandomStream } from "../../math/random-stream.ts";

/** Writes one standard normal per asset. */
export type NormalDraw = (random: RandomStream, out: Float64Array) => void;

/**
 * Joint standard normals of a correlation matrix, by its symmetric square root: a matrix that is only
 * semi-definite (two assets that move as one) is drawn from as it is.
 *
 * @throws RangeError as {@link correlationRoot} does.
 */
export function correlatedNormals(count: number, correlation: Matrix | undefined): NormalDraw {
  return normalsThrough(correlationRoot(count, correlation));
}

/**
 * The symmetric square root of a correlation matrix; of a single asset without one it is 1.
 *
 * @throws RangeError without a matrix for two assets or more, for one of another size, and for what is
 * no correlation matrix; an indefinite one is named by its smallest eigenvalue, never repaired.
 */
export function correlationRoot(count: number, correlation: Matrix | undefined): Matrix {
  if (correlation === undefined) {
    if (count > 1) throw new RangeError(`correlation must be given for ${count} assets: undefined`);
    return { rows: 1, columns: 1, values: Float64Array.of(1) };
  }
  checkCorrelation("correlation", correlation);
  if (correlation.rows !== count) {
    throw new RangeError(`correlation must have ${count} rows, one per asset: ${correlation.rows}`);
  }
  return symmetricSquareRoot(correlation);
}

/** Independent normals, one per column in order, times a matrix. */
export function normalsThrough({ rows, columns, values }: Matrix): NormalDraw {
  const plain = new Float64Array(columns);
  return (random, out) => {
    for (let j = 0; j < columns; j++) plain[j] = random.normal();
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (let j = 0; j < columns; j++) sum += values[i * columns + j]! * plain[j]!;
      out[i] = sum;
    }
  };
}
