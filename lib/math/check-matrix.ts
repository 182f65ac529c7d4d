import { checkCount, checkObject, describe } from "../base/check.ts";
import type { Matrix } from "./matrix.ts";

/** How far apart two elements that must be equal may be, relative to the largest element. */
const rounding = 1e-10;

/** Throws unless `matrix` is one: an object with whole rows and columns and as many values. */
export function checkMatrix(name: string, matrix: Matrix): void {
  checkObject(name, matrix);
  const { rows, columns, values } = matrix;
  checkCount(`rows of ${name}`, rows, 0);
  checkCount(`columns of ${name}`, columns, 0);
  if (Object.prototype.toString.call(values) !== "[object Float64Array]") {
    throw new TypeError(`values of ${name} must be a Float64Array: ${describe(values)}`);
  }
  if (values.length === rows * columns) return;
  throw new RangeError(`${name} must have ${rows} by ${columns} values: ${values.length}`);
}

/** Throws a RangeError unless `matrix` is square, not empty, finite and symmetric to 1e-10. */
export function checkSymmetric(name: string, matrix: Matrix): void {
  checkMatrix(name, matrix);
  const { rows, columns, values } = matrix;
  if (rows !== columns || rows === 0) {
    throw new RangeError(`${name} must be square and not empty: ${rows} by ${columns}`);
  }
  const allowed = rounding * largestElement(name, matrix);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      const [here, there] = [values[i * rows + j]!, values[j * rows + i]!];
      if (Math.abs(here - there) <= allowed) continue;
      throw new RangeError(`${name} must be symmetric: (${i}, ${j}) ${here} and ${there}`);
    }
  }
}

/**
 * Throws a RangeError unless `matrix` has the look of a correlation matrix: symmetric, a diagonal of
 * 1 and nothing outside [-1, 1], each to 1e-10. Whether it is semi-definite is another question.
 */
export function checkCorrelation(name: string, matrix: Matrix): void {
  checkSymmetric(name, matrix);
  const { rows, values } = matrix;
  values.forEach((value, at) => {
    const [i, j] = [Math.floor(at / rows), at % rows];
    if (i === j && Math.abs(value - 1) > rounding) {
      throw new RangeError(`${name} must have a diagonal of 1: (${i}, ${i}) ${value}`);
    }
    if (Math.abs(value) > 1 + rounding) {
      throw new RangeError(`${name} must lie in [-1, 1]: (${i}, ${j}) ${value}`);
    }
  });
}

function largestElement(name: string, { rows, values }: Matrix): number {
  let largest = 0;
  values.forEach((value, at) => {
    if (!Number.isFinite(value)) {
      const where = `(${Math.floor(at / rows)}, ${at % rows})`;
      throw new RangeError(`${name} must be finite: ${where} ${describe(value)}`);
    }
    largest = Math.max(largest, Math.abs(value));
  });
  return largest;
}
