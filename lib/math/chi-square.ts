import { checkCount, checkFraction } from "../base/check.ts";
import { incompleteGamma } from "./incomplete-gamma.ts";

/**
 * P(X > statistic) of a chi-square variate: the p-value of a likelihood ratio. 1 for a statistic of
 * 0 or below (rounding can leave a ratio at -1e-16), exact in relative terms far out in the tail.
 *
 * @throws RangeError unless `degreesOfFreedom` is an integer of at least 1.
 * @example chiSquareTail(3.841458820694124, 1) // 0.05
 */
export function chiSquareTail(statistic: number, degreesOfFreedom: number): number {
  checkCount("degreesOfFreedom", degreesOfFreedom, 1);
  if (statistic <= 0) return 1;
  return incompleteGamma(statistic / 2, degreesOfFreedom / 2).upper;
}

/**
 * The value that a chi-square variate stays below with `probability`, by bisection to the last bit
 * of the distribution function.
 *
 * @throws RangeError for a probability outside (0, 1) or degrees of freedom below 1.
 * @example chiSquareQuantile(0.95, 1) // 3.841458820694124
 */
export function chiSquareQuantile(probability: number, degreesOfFreedom: number): number {
  checkFraction("probability", probability);
  checkCount("degreesOfFreedom", degreesOfFreedom, 1);
  const isAbove = (x: number): boolean => {
    const { lower, upper } = incompleteGamma(x / 2, degreesOfFreedom / 2);
    return probability > 0.5 ? upper < 1 - probability : lower > probability;
  };
  let low = 0;
  let high = degreesOfFreedom;
  while (!isAbove(high)) [low, high] = [high, 2 * high];
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) return middle;
    if (isAbove(middle)) high = middle;
    else low = middle;
  }
}
