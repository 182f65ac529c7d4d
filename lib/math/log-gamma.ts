import { naturalLog } from "./natural-log.ts";

/** Bernoulli numbers B(2k) / (2k (2k - 1)) of Stirling's series, k = 1 to 8. */
const stirlingTerms = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
];
const halfLogTwoPi = 0.9189385332046728;
const shiftTo = 10;

/**
 * The logarithm of the gamma function for positive x; NaN for anything else.
 *
 * Arguments below 10 are moved up by the recurrence, then Stirling's series is used: relative error
 * a few units in the last place, absolute near the zeros at 1 and 2.
 * Source: NIST Digital Library of Mathematical Functions, 5.11.1 and 5.5.1.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let shifted = x;
  let product = 1;
  while (shifted < shiftTo) product *= shifted++;
  const inverse = 1 / shifted;
  const series = stirlingTerms.reduceRight((sum, term) => sum * inverse * inverse + term, 0);
  const stirling = (shifted - 0.5) * naturalLog(shifted) - shifted + halfLogTwoPi;
  return stirling + series * inverse - naturalLog(product);
}
