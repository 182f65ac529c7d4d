import { naturalLog } from "./natural-log.ts";

/** Coefficients B(2k) / (2k) of the asymptotic series, k = 1 to 8. */
const seriesTerms = [
  1 / 12,
  -1 / 120,
  1 / 252,
  -1 / 240,
  1 / 132,
  -691 / 32760,
  1 / 12,
  -3617 / 8160,
];
const shiftTo = 10;

/**
 * The digamma function, the derivative of ln gamma, for positive x; NaN for anything else.
 *
 * Arguments below 10 are moved up by the recurrence, then the asymptotic series is used: absolute
 * error a few units in the last place of the larger of 1 and the result.
 * Source: NIST Digital Library of Mathematical Functions, 5.11.2 and 5.5.2.
 */
export function digamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let shifted = x;
  let moved = 0;
  while (shifted < shiftTo) moved += 1 / shifted++;
  const square = 1 / (shifted * shifted);
  const series = seriesTerms.reduceRight((sum, term) => (sum + term) * square, 0);
  return naturalLog(shifted) - 0.5 / shifted - series - moved;
}
