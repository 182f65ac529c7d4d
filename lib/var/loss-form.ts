import type { Matrix } from "../math/matrix.ts";
import type { QuadraticForm } from "../math/quadratic-form.ts";
import { composeSymmetric, symmetricEigen } from "../math/symmetric-eigen.ts";

/** How the value of a portfolio moves with risk factors, to the second order. */
export interface Sensitivities {
  /** Change of value per unit of each factor. */
  readonly delta: ArrayLike<number>;
  /** Second derivatives of value by the factors, symmetric. */
  readonly gamma: Matrix;
}

/** The loss of a delta-gamma portfolio in independent standard normals Z. */
export interface LossForm extends QuadraticForm {
  readonly linear: Float64Array;
  readonly square: Float64Array;
  /** The factors from Z: X = moves × Z. */
  readonly moves: Matrix;
}

/** The loss as a quadratic form: the eigenvectors of C^(1/2) gamma C^(1/2) / 2 separate the factors. */
export function lossForm({ delta, gamma }: Sensitivities, covariance: Matrix): LossForm {
  const { values, vectors } = symmetricEigen(covariance);
  const root = composeSymmetric(
    vectors,
    values.map((value) => Math.sqrt(Math.max(0, value))),
  );
  const half = multiply(multiply(root, gamma), root);
  const size = half.rows;
  const symmetric = half.values.map((value, at) => {
    const mirrored = half.values[(at % size) * size + Math.floor(at / size)]!;
    return (value + mirrored) / 4;
  });
  const form = symmetricEigen({ ...half, values: symmetric });
  const column = { rows: size, columns: 1, values: Float64Array.from(delta) };
  const moved = multiply(root, column).values;
  const linear = Float64Array.from({ length: size }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < size; i++) sum -= form.vectors.values[i * size + j]! * moved[i]!;
    return sum;
  });
  const moves = multiply(root, form.vectors);
  return { linear, square: form.values.map((value) => 0 - value), moves };
}

function multiply(left: Matrix, right: Matrix): Matrix {
  const values = new Float64Array(left.rows * right.columns);
  for (let i = 0; i < left.rows; i++) {
    for (let j = 0; j < right.columns; j++) {
      let sum = 0;
      for (let k = 0; k < left.columns; k++) {
        sum += left.values[i * left.columns + k]! * right.values[k * right.columns + j]!;
      }
      values[i * right.columns + j] = sum;
    }
  }
  return { rows: left.rows, columns: right.columns, values };
}
