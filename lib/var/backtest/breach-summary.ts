import { checkFraction, checkObject } from "../../base/check.ts";
import { type BreachCount, checkBreachCount } from "./kupiec.ts";

/** Breaches seen beside breaches expected. */
export interface BreachSummary extends BreachCount {
  /** The share of days without a breach, to compare with the confidence. */
  readonly observedLevel: number;
  /** Days times (1 - confidence). */
  readonly expected: number;
  /** Breaches over expected breaches: above 1 the VaR was too low. */
  readonly ratio: number;
}

/**
 * How often a VaR of that confidence was breached, and how often it should have been.
 *
 * @throws RangeError as `kupiecTest` does.
 * @example breachSummary({ breaches: 57, observations: 1043 }, 0.95).ratio // 1.093
 */
export function breachSummary(count: BreachCount, confidence: number): BreachSummary {
  checkObject("count", count);
  checkBreachCount(count);
  checkFraction("confidence", confidence);
  const { breaches, observations } = count;
  const expected = observations * (1 - confidence);
  return {
    breaches,
    observations,
    observedLevel: (observations - breaches) / observations,
    expected,
    ratio: breaches / expected,
  };
}
