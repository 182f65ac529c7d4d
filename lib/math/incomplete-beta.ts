import { log1p } from "./elementary/log1p.ts";
import { logGamma } from "./log-gamma.ts";
import { naturalExp } from "./natural-exp.ts";
import { naturalLog } from "./natural-log.ts";

/** The shape of a beta distribution. */
interface BetaShape {
  readonly a: number;
  readonly b: number;
}

const mostTerms = 10_000;
const tiny = 1e-300;

/**
 * The regularised incomplete beta function I_x(a, b): the distribution function of the beta
 * distribution at x. NaN unless 0 <= x <= 1 and a, b > 0. Relative error about (a + b) 1e-15, from the
 * cancellation of the gamma functions.
 *
 * Source: NIST Digital Library of Mathematical Functions, continued fraction 8.17.22, evaluated by
 * Lentz's method as modified by Thompson and Barnett; symmetry 8.17.4 where that converges faster.
 */
export function incompleteBeta(x: number, shape: BetaShape): number {
  const { a, b } = shape;
  if (!(x >= 0 && x <= 1 && a > 0 && b > 0)) return Number.NaN;
  if (x === 0 || x === 1) return x;
  const logFactor = logGamma(a + b) - logGamma(a) - logGamma(b) + a * naturalLog(x) + b * log1p(-x);
  const factor = naturalExp(logFactor);
  return x <= (a + 1) / (a + b + 2)
    ? (factor * continuedFraction(x, shape)) / a
    : 1 - (factor * continuedFraction(1 - x, { a: b, b: a })) / b;
}

function continuedFraction(x: number, shape: BetaShape): number {
  let numerator = 1;
  let denominator = 1 / awayFromZero(1 + term(1, x, shape));
  let result = denominator;
  for (let m = 2; m < mostTerms; m++) {
    const d = term(m, x, shape);
    denominator = 1 / awayFromZero(1 + d * denominator);
    numerator = awayFromZero(1 + d / numerator);
    const change = numerator * denominator;
    result *= change;
    if (Math.abs(change - 1) <= Number.EPSILON) break;
  }
  return result;
}

/** The coefficients d of 8.17.22, from 1 on. */
function term(index: number, x: number, { a, b }: BetaShape): number {
  const m = Math.floor(index / 2);
  const width = a + index;
  if (index % 2 === 0) return (m * (b - m) * x) / ((width - 1) * width);
  return (-(a + m) * (a + b + m) * x) / ((width - 1) * width);
}

function awayFromZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
