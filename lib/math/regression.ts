import { checkFinite, checkObject, checkSameLength, checkSample } from "../base/check.ts";
import { binaryScale } from "./binary-scale.ts";
import { square } from "./elementary/power.ts";
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
  /** Share of the variance of y that the line explains, in [0, 1]; 0 when y does not vary. */
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
export function linearRegression(sample: RegressionSample): Regression {
  checkObject("sample", sample);
  const { x, y } = sample;
  checkSample("x", x, 3);
  checkSample("y", y, 3);
  checkSameLength(["x", "y"], x, y);
  if (isConstant(x)) throw new RangeError(`x must vary: every value is ${x[0]}`);
  const centre = { x: mean(x), y: mean(y) };
  const [dx, unitX] = scaledDeviations(x, centre.x);
  const [dy, unitY] = scaledDeviations(y, isConstant(y) ? y[0]! : centre.y);
  const sumOfSquaresX = products(dx, dx);
  const scaledSlope = products(dx, dy) / sumOfSquaresX;
  const residuals = dy.map((value, i) => value - scaledSlope * dx[i]!);
  const unexplained = products(residuals, residuals);
  const variance = unexplained / (x.length - 2);
  const slope = scaledSlope * (unitY / unitX);
  const share = centre.x / unitX;
  checkFinite("slope", slope);
  return {
    slope,
    intercept: centre.y - slope * centre.x,
    rSquared: isConstant(y) ? 0 : Math.max(0, 1 - unexplained / products(dy, dy)),
    slopeStandardError: Math.sqrt(variance / sumOfSquaresX) * (unitY / unitX),
    interceptStandardError:
      Math.sqrt(variance * (1 / x.length + square(share) / sumOfSquaresX)) * unitY,
    observations: x.length,
  };
}

/** Deviations in a unit that is a power of two, and that unit. */
function scaledDeviations(values: ArrayLike<number>, centre: number): [Float64Array, number] {
  const deviations = Float64Array.from(values, (value) => value - centre);
  const unit = binaryScale(deviations);
  return [deviations.map((value) => value / unit), unit];
}

function products(left: Float64Array, right: Float64Array): number {
  const sum = compensatedSum(left.map((value, i) => value * right[i]!));
  checkFinite("sum of products of deviations", sum);
  return sum;
}
