import { naturalExp } from "./natural-exp.ts";

/** Above this the sum from 0 upwards starts from nothing that a double can hold. */
const largestMean = 500;

/**
 * The Poisson count whose distribution function first reaches the uniform `u` in (0, 1): inversion,
 * one uniform per count, so that streams stay aligned. For small means: the work grows with the count.
 *
 * @throws RangeError unless the mean is in [0, 500].
 */
export function poissonOfUniform(u: number, mean: number): number {
  if (!(mean >= 0 && mean <= largestMean)) {
    throw new RangeError(`mean of a Poisson count must be in [0, ${largestMean}]: ${mean}`);
  }
  let count = 0;
  let term = naturalExp(-mean);
  let sum = term;
  while (u > sum && (count < mean || term > Number.EPSILON * Number.EPSILON)) {
    count++;
    term *= mean / count;
    sum += term;
  }
  return count;
}
