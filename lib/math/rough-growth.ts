import { naturalExp } from "./natural-exp.ts";

/** e^x - 1 by a polynomial. */
export interface RoughGrowth {
  /** Coefficients from the constant to the fifth power. */
  readonly coefficients: readonly number[];
  /** How far it is off at most. */
  readonly error: number;
}

const degree = 5;

/**
 * The Chebyshev series of e^x - 1 on [-reach, reach] up to the fifth degree: its coefficients are the modified
 * Bessel functions 2 I_n(reach), and those left out bound the error.
 *
 * Source: M. Abramowitz, I. Stegun, Handbook of Mathematical Functions (1964), 9.6.34 and 9.6.10.
 */
export function roughGrowth(reach: number): RoughGrowth {
  const [a0, a1, a2, a3, a4, a5] = Array.from({ length: degree + 1 }, (_, n) =>
    n === 0 ? besselI(0, reach) - 1 : 2 * besselI(n, reach),
  ) as [number, number, number, number, number, number];
  const square = reach * reach;
  let left = 0;
  for (let n = degree + 1; n < 60; n++) left += 2 * besselI(n, reach);
  return {
    coefficients: [
      a0 - a2 + a4,
      (a1 - 3 * a3 + 5 * a5) / reach,
      (2 * a2 - 8 * a4) / square,
      (4 * a3 - 20 * a5) / (square * reach),
      (8 * a4) / (square * square),
      (16 * a5) / (square * square * reach),
    ],
    error: 1.001 * left + 1e-14 * naturalExp(reach),
  };
}

/** The modified Bessel function of the first kind, by its series; x from 0 to about 10. */
function besselI(order: number, x: number): number {
  let term = 1;
  for (let k = 1; k <= order; k++) term *= x / 2 / k;
  let sum = term;
  for (let k = 1; term > sum * Number.EPSILON; k++) {
    term *= ((x / 2) * (x / 2)) / (k * (k + order));
    sum += term;
  }
  return sum;
}
