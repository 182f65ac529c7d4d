import { rootsHigh, rootsLow } from "./exp-table.ts";

const perLn2 = 46.16624130844683;
/** ln(2) / 32 in two parts; multiples of the first up to 2^16 are exact. */
const stepHigh = 0.02166084938653512;
const stepLow = 5.9631716539705866e-12;

/** Adding and subtracting it rounds to the nearest integer. */
const toInteger = 6755399441055744;

/** e^(high + low) as 2^power × (root + rest), where root is 2^(j / 32) rounded. @internal */
export interface ExpParts {
  power: number;
  root: number;
  rest: number;
}

/**
 * Fills in e^(high + low), with a relative error of 2^-60. high must be in [-746, 746] and low no more
 * than an ulp of it.
 *
 * With n the nearest integer to 32 x / ln 2 and r = x - n ln(2) / 32, e^x = 2^(n / 32) (1 + r + r² / 2 + ...).
 * Source: P. T. P. Tang, Table-driven implementation of the exponential function in IEEE floating-point
 * arithmetic, ACM TOMS 15 (1989). @internal
 */
export function expParts(high: number, low: number, parts: ExpParts): void {
  const n = perLn2 * high + toInteger - toInteger;
  const near = high - n * stepHigh;
  const far = low - n * stepLow;
  const r = near + far;
  const left = near - r + far;
  const j = n & 31;
  const root = rootsHigh[j]!;
  parts.power = (n - j) / 32;
  parts.root = root;
  parts.rest = root * (r + (left + curve(r))) + rootsLow[j]!;
}

/** e^r - 1 - r by Taylor's series, for |r| <= ln(2) / 64; error 2^-67. */
function curve(r: number): number {
  const s = r * r;
  return s * (1 / 2 + r * (1 / 6) + s * (1 / 24 + r * (1 / 120) + s * (1 / 720 + r * (1 / 5040))));
}
