import type { Matrix } from "../../math/matrix.ts";
import { dccLikelihood } from "./dcc-likelihood.ts";
import type { DccParameters } from "./dcc-recursion.ts";

/** Standard errors of the two parameters; NaN where they do not exist (on a boundary). */
export interface DccStandardErrors {
  readonly a: number;
  readonly b: number;
}

/**
 * Robust standard errors H^-1 G H^-1 of the second step, H the negative second derivatives (central
 * differences of the exact first ones), G the sum of the products of scores. They take the residuals
 * and S as given: the error of the first step is not in them. @internal
 */
export function dccStandardErrors(
  residuals: Matrix,
  target: Matrix,
  at: DccParameters,
): DccStandardErrors {
  const step = 1e-3 * Math.min(at.a, at.b, 1 - at.a - at.b);
  const slope = (a: number, b: number): readonly [number, number] =>
    dccLikelihood(residuals, target, { a: at.a + a, b: at.b + b }).gradient;
  const [upA, downA, upB, downB] = [
    slope(step, 0),
    slope(-step, 0),
    slope(0, step),
    slope(0, -step),
  ];
  const aa = -(upA[0] - downA[0]) / (2 * step);
  const bb = -(upB[1] - downB[1]) / (2 * step);
  const ab = -(upA[1] - downA[1] + upB[0] - downB[0]) / (4 * step);
  const determinant = aa * bb - ab * ab;
  if (!(aa > 0 && determinant > 0)) return { a: Number.NaN, b: Number.NaN };
  const { values } = dccLikelihood(residuals, target, at).scores;
  let [squareA, squareB] = [0, 0];
  for (let t = 0; t < values.length; t += 2) {
    const x = (bb * values[t]! - ab * values[t + 1]!) / determinant;
    const y = (aa * values[t + 1]! - ab * values[t]!) / determinant;
    squareA += x * x;
    squareB += y * y;
  }
  return { a: Math.sqrt(squareA), b: Math.sqrt(squareB) };
}
