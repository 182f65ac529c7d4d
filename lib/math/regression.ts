import { checkFinite, checkSameLength, checkSample } from "../base/check.ts";
import { isConstant, mean } from "./moments.ts";
import { compensatedSum } from "./sum.ts";

/** Pairs (x, y): what explains and what is explained, equally long. */
export interface RegressionSample {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** A straight line fitted by least squares: y = intercept + slope × x + error. */
export interface Regression {
  readonly slope: number;
  readonly intercept: number;
  /** Share of the variance of y that the line explains, in [0, 1]; 1 when y does not vary. */
  readonly rSquared: number;
  readonly slopeStandardError: number;
  readonly interceptStandardError: number;
  readonly observations: number;
}

/**
 * Ordinary least squares with an intercept: slope = Sxy / Sxx about the means. The standard errors
 * come from the residual variance with n - 2 degrees of freedom and hold for independent errors of
 * one variance.
 *
 * @throws RangeError below three pairs, when the lengths differ, on a value that is not finite, or
 * when `x` does not vary or the squares of the values leave the range of doubles.
 * @example linearRegression({ x: marketReturns, y: assetReturns }).slope
 */
export function linearRegression({ x, y }: RegressionSample): Regression {
  checkSample("x", x, 3);
  checkSample("y", y, 3);
  checkSameLength(["x", "y"], x, y);
  if (isConstant(x)) throw new RangeError(`x must vary: every value is ${x[0]}`);
  const centre = { x: mean(x), y: mean(y) };
  const dx = Float64Array.from(x, (value) => value - centre.x);
  const dy = Float64Array.from(y, (value) => value - centre.y);
  const sumOfSquaresX = products(dx, dx);
  const slope = products(dx, dy) / sumOfSquaresX;
  checkFinite("slope", slope);
  const residuals = dy.map((value, i) => value - slope * dx[i]!);
  const unexplained = products(residuals, residuals);
  const variance = unexplained / (x.length - 2);
  return {
    slope,
    intercept: centre.y - slope * centre.x,
    rSquared: isConstant(y) ? 1 : Math.max(0, 1 - unexplained / products(dy, dy)),
    slopeStandardError: Math.sqrt(variance / sumOfSquaresX),
    interceptStandardError: Math.sqrt(variance * (1 / x.length + centre.x ** 2 / sumOfSquaresX)),
    observations: x.length,
  };
}

function products(left: Float64Array, right: Float64Array): number {
  const sum = compensatedSum(left.map((value, i) => value * right[i]!));
  checkFinite("sum of products of deviations", sum);
  return sum;
}
