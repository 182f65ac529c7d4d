import { powerOfTwo } from "./elementary/power-of-two.ts";

const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;
const inverseLn2 = Math.LOG2E;
/** Above it the result is infinite, below the other it is 0. */
const largest = 709.782712893384;
const smallest = -745.1332191019411;
/** Below it in size e^x is 1 + x. */
const tiny = 2 ** -28;
/** The first double past ln(2) / 2 in its upper word. */
const halfLn2 = 0.3465735912322998;

/**
 * e^x, error below one unit in the last place, from additions, multiplications and one division in a
 * fixed order: the same bits on every machine, which `Math.exp` does not give: Node's follows these steps
 * on x86-64, on arm64 one result in 2,000 differs in the last bit (51 of 100,000 in [-10, 10]).
 *
 * Source: fdlibm 5.3, e_exp.c, with exp(1) rounded rightly as in V8. Copyright (C) 2004 by Sun
 * Microsystems, Inc. All rights reserved. Permission to use, copy, modify, and distribute this software
 * is freely granted, provided that this notice is preserved.
 *
 * @example naturalExp(1) // 2.718281828459045
 */
export function naturalExp(x: number): number {
  if (!(x <= largest && x >= smallest)) return x > 0 ? Infinity : x < 0 ? 0 : x;
  const size = Math.abs(x);
  if (size < tiny) return 1 + x;
  if (x === 1) return Math.E;
  const k = size < halfLn2 ? 0 : Math.trunc(inverseLn2 * x + (x < 0 ? -0.5 : 0.5));
  const high = x - k * ln2High;
  const low = k * ln2Low;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  if (k === 1024) return y * 2 * 2 ** 1023;
  return k >= -1021 ? y * powerOfTwo(k) : y * powerOfTwo(k + 1000) * 9.332636185032189e-302;
}
