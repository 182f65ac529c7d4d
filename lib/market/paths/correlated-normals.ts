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
 * @throws RangeError without a matrix for two assets or more, for one of another size, and for what is
 * no correlation matrix; an indefinite one is named by its smallest eigenvalue, never repaired.
 */
export function correlatedNormals(count: number, correlation: Matrix | undefined): NormalDraw {
  if (correlation === undefined) {
    if (count > 1) throw new RangeError(`correlation must be given for ${count} assets: undefined`);
    return (random, out) => {
      out[0] = random.normal();
    };
  }
  checkCorrelation("correlation", correlation);
  if (correlation.rows !== count) {
    throw new RangeError(`correlation must have ${count} rows, one per asset: ${correlation.rows}`);
  }
  const { values: root } = symmetricSquareRoot(correlation);
  const plain = new Float64Array(count);
  return (random, out) => {
    for (let i = 0; i < count; i++) plain[i] = random.normal();
    for (let i = 0; i < count; i++) {
      let sum = 0;
      for (let j = 0; j < count; j++) sum += root[i * count + j]! * plain[j]!;
      out[i] = sum;
    }
  };
}
