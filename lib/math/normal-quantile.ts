import { naturalLog } from "./natural-log.ts";

/** Coefficients of a rational function, from the constant up, rounded to double. */
interface Rational {
  readonly over: readonly number[];
  readonly under: readonly number[];
}

/** In 0.180625 - (p - 1/2)^2, for |p - 1/2| <= 0.425. */
const central: Rational = {
  over: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946,
    45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  under: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597,
    39307.89580009271, 28729.085735721943, 5226.495278852854,
  ],
};

/** In r - 1.6 with r = sqrt(-ln(tail)), for r <= 5. */
const outer: Rational = {
  over: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
    1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  under: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008,
    0.015198666563616457, 0.0005475938084995345, 1.0507500716444169e-9,
  ],
};

/** In r - 5, for r > 5: tails below 1.4e-11. */
const farTail: Rational = {
  over: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
    0.026532189526576124, 0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  under: [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
    1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
};

/**
 * The standard normal variate with probability `p` below it: the inverse of the distribution
 * function. -Infinity at 0, Infinity at 1, NaN outside [0, 1].
 *
 * Source: M. J. Wichura, Algorithm AS 241: The Percentage Points of the Normal Distribution,
 * Applied Statistics 37 (1988) 477-484, PPND16; in doubles the relative error stays below 1e-15.
 *
 * @example normalQuantile(0.975) // 1.959963984540054
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  const fromMiddle = p - 0.5;
  if (Math.abs(fromMiddle) <= 0.425) {
    return fromMiddle * evaluate(central, 0.180625 - fromMiddle * fromMiddle);
  }
  const r = Math.sqrt(-naturalLog(fromMiddle < 0 ? p : 1 - p));
  const size = r <= 5 ? evaluate(outer, r - 1.6) : evaluate(farTail, r - 5);
  return fromMiddle < 0 ? -size : size;
}

function evaluate({ over, under }: Rational, x: number): number {
  return polynomial(over, x) / polynomial(under, x);
}

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = coefficients[coefficients.length - 1]!;
  for (let i = coefficients.length - 2; i >= 0; i--) sum = sum * x + coefficients[i]!;
  return sum;
}
