import { incompleteGamma } from "./incomplete-gamma.ts";

/**
 * The standard normal distribution function: P(Z <= z). Relative error about (10 + z²) 1e-15 in the
 * lower tail too; for the upper tail ask for -z. 0 and 1 at the infinities, NaN for NaN.
 *
 * Source: NIST Digital Library of Mathematical Functions, 7.11.2: erfc(x) = Q(1/2, x²).
 *
 * @example normalProbability(1.959963984540054) // 0.975
 */
export function normalProbability(z: number): number {
  const { upper, lower } = incompleteGamma((z * z) / 2, 0.5);
  return z < 0 ? upper / 2 : 0.5 + lower / 2;
}
