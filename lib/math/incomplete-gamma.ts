import { logGamma } from "./log-gamma.ts";
import { naturalExp } from "./natural-exp.ts";
import { naturalLog } from "./natural-log.ts";

/** Both sides of the gamma distribution at a point; they sum to 1. */
export interface GammaShares {
  /** P(a, x), the probability below. */
  readonly lower: number;
  /** Q(a, x), the probability above, accurate where it is tiny. */
  readonly upper: number;
}

const mostTerms = 100_000;
const tiny = 1e-300;

/**
 * The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 - P, for a > 0 and x >= 0; NaN
 * outside. Relative error of the smaller about (a + x) 1e-15, from the logarithms in the factor.
 *
 * Source: NIST Digital Library of Mathematical Functions, series 8.7.1 below x = a + 1, above it
 * the continued fraction 8.9.2 in its even part, by Lentz's method.
 */
export function incompleteGamma(x: number, shape: number): GammaShares {
  if (!(x >= 0 && shape > 0 && shape < Infinity)) return { lower: Number.NaN, upper: Number.NaN };
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  const factor = naturalExp(shape * naturalLog(x) - x - logGamma(shape));
  if (x < shape + 1) {
    const lower = Math.min(1, factor * series(x, shape));
    return { lower, upper: 1 - lower };
  }
  const upper = factor * continuedFraction(x, shape);
  return { lower: 1 - upper, upper };
}

/** Sum of x^k / (a (a + 1) ... (a + k)). */
function series(x: number, shape: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let k = 1; k < mostTerms && term > sum * Number.EPSILON * 0.1; k++) {
    term *= x / (shape + k);
    sum += term;
  }
  return sum;
}

function continuedFraction(x: number, shape: number): number {
  let b = x + 1 - shape;
  let numerator = 1 / tiny;
  let denominator = 1 / b;
  let result = denominator;
  for (let k = 1; k < mostTerms; k++) {
    const a = -k * (k - shape);
    b += 2;
    denominator = 1 / awayFromZero(a * denominator + b);
    numerator = awayFromZero(b + a / numerator);
    const change = denominator * numerator;
    result *= change;
    if (Math.abs(change - 1) <= Number.EPSILON) break;
  }
  return result;
}

function awayFromZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
