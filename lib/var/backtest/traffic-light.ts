import { checkCount, checkFraction, checkObject } from "../../base/check.ts";
import { incompleteBeta } from "../../math/incomplete-beta.ts";
import { type BreachCount, checkBreachCount } from "./kupiec.ts";

/** Basel's three zones. */
export type TrafficLightZone = "green" | "yellow" | "red";

/** Where a count of breaches falls, and how likely so few are if the VaR is right. */
export interface TrafficLight extends BreachCount {
  readonly zone: TrafficLightZone;
  /** P(breaches or fewer) of a binomial count with probability 1 - confidence. */
  readonly cumulativeProbability: number;
  /** P(breaches or more): how often a right VaR looks at least this bad. */
  readonly exceedanceProbability: number;
  /** Basel's addition to the multiplier of 3; null unless 250 days at 0.99. */
  readonly plusFactor: number | null;
}

/**
 * Yellow begins where the cumulative probability reaches the first, red where it reaches the
 * second.
 */
export const zoneProbabilities = { yellow: 0.95, red: 0.9999 } as const;

/** For 250 days at 0.99, from 0 breaches to 10 and more. */
const plusFactors = [0, 0, 0, 0, 0, 0.4, 0.5, 0.65, 0.75, 0.85, 1];

/**
 * Basel's traffic light: yellow from the count that a right VaR stays at or below with 95 %
 * probability, red from 99.99 %. Takes breaches as independent; for overlapping windows see
 * `trafficLightBounds`.
 *
 * Source: Basel Committee on Banking Supervision, Supervisory framework for the use of backtesting
 * (January 1996), tables 1 and 2.
 *
 * @throws RangeError as `kupiecTest` does.
 * @example trafficLight({ breaches: 5, observations: 250 }, 0.99).zone // "yellow"
 */
export function trafficLight(count: BreachCount, confidence: number): TrafficLight {
  checkObject("count", count);
  checkBreachCount(count);
  checkFraction("confidence", confidence);
  const { breaches, observations } = count;
  const cumulativeProbability = binomialShare(count, confidence);
  const isBasel = observations === 250 && Math.abs(confidence - 0.99) < 1e-12;
  return {
    breaches,
    observations,
    zone: zoneOf(cumulativeProbability),
    cumulativeProbability,
    exceedanceProbability: binomialTail(count, confidence),
    plusFactor: isBasel ? plusFactors[Math.min(breaches, 10)]! : null,
  };
}

function zoneOf(cumulativeProbability: number): TrafficLightZone {
  if (cumulativeProbability >= zoneProbabilities.red) return "red";
  return cumulativeProbability >= zoneProbabilities.yellow ? "yellow" : "green";
}

/** P(X <= breaches) for a binomial count with probability 1 - confidence. */
export function binomialShare({ breaches, observations }: BreachCount, confidence: number): number {
  checkCount("breaches", breaches, 0);
  if (breaches >= observations) return 1;
  return incompleteBeta(confidence, { a: observations - breaches, b: breaches + 1 });
}

function binomialTail({ breaches, observations }: BreachCount, confidence: number): number {
  if (breaches === 0) return 1;
  return incompleteBeta(1 - confidence, { a: breaches, b: observations - breaches + 1 });
}
