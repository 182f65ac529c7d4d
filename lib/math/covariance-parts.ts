import { checkNonNegative, checkObject, checkSample } from "../base/check.ts";
import { checkCorrelation, checkSymmetric } from "./check-matrix.ts";
import type { Matrix } from "./matrix.ts";

/** How far beyond 1 rounding may take a correlation. */
const rounding = 1e-8;

/** What a covariance matrix is made of. */
export interface CovarianceParts {
  /** Square roots of the diagonal. */
  readonly volatilities: Float64Array;
  readonly correlation: Matrix;
}

/**
 * Volatilities and correlations of a covariance matrix; correlations are clipped to [-1, 1] against
 * rounding, the diagonal is exactly 1 and both triangles are the same, taken from the lower one.
 *
 * @throws RangeError naming the row when a variance is not positive: it has no correlation; naming the
 * pair when a covariance exceeds what its variances allow by more than rounding.
 */
export function covarianceParts(covariance: Matrix): CovarianceParts {
  checkSymmetric("covariance", covariance);
  const { rows: size, values } = covariance;
  const volatilities = Float64Array.from({ length: size }, (_, i) => {
    const variance = values[i * size + i]!;
    if (variance > 0) return Math.sqrt(variance);
    throw new RangeError(`covariance must have a positive diagonal: ${variance} in row ${i}`);
  });
  const correlations = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    correlations[i * size + i] = 1;
    for (let j = 0; j < i; j++) {
      const value = values[i * size + j]! / (volatilities[i]! * volatilities[j]!);
      if (Math.abs(value) > 1 + rounding) {
        throw new RangeError(
          `covariance must have no correlation outside [-1, 1]: (${i}, ${j}) ${value}`,
        );
      }
      const clipped = Math.min(1, Math.max(-1, value));
      correlations[i * size + j] = correlations[j * size + i] = clipped;
    }
  }
  return { volatilities, correlation: { rows: size, columns: size, values: correlations } };
}

/**
 * The covariance matrix of volatilities and correlations, in the square of the volatilities' unit:
 * element (i, j) is volatility i × volatility j × correlation (i, j).
 *
 * @throws RangeError for a negative volatility, a count that differs, or what is no correlation.
 */
export function covarianceFromParts(parts: CovarianceParts): Matrix {
  checkObject("parts", parts);
  const { volatilities, correlation } = parts;
  checkCorrelation("correlation", correlation);
  const { rows: size, values } = correlation;
  checkSample("volatilities", volatilities, 1);
  if (volatilities.length !== size) {
    throw new RangeError(`volatilities must be ${size} like the rows: ${volatilities.length}`);
  }
  volatilities.forEach((volatility, i) => {
    checkNonNegative(`volatilities[${i}]`, volatility);
  });
  const scaled = values.map(
    (value, at) => value * (volatilities[Math.floor(at / size)]! * volatilities[at % size]!),
  );
  return { rows: size, columns: size, values: scaled };
}
