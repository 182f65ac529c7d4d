import { binaryScale } from "../math/binary-scale.ts";
import { square } from "../math/elementary/power.ts";
import { incompleteBeta } from "../math/incomplete-beta.ts";
import type { TailRisk } from "./tail-risk.ts";

/** Losses in ascending order with weights that sum to 1. */
export interface WeightedLosses {
  readonly losses: Float64Array;
  readonly weights: Float64Array;
}

export interface WeightedTail extends TailRisk {
  /** How many losses are at or beyond VaR. */
  readonly tailCount: number;
  /** Of equally weighted losses that tell as much: 1 / (sum of squared weights). */
  readonly effectiveObservations: number;
  readonly standardError: number;
  readonly expectedShortfallStandardError: number;
}

/** Sorts losses and carries their weights along. */
export function sortWeighted(losses: Float64Array, weights: Float64Array): WeightedLosses {
  const order = [...losses.keys()].sort((a, b) => losses[a]! - losses[b]!);
  return {
    losses: Float64Array.from(order, (i) => losses[i]!),
    weights: Float64Array.from(order, (i) => weights[i]!),
  };
}

/**
 * VaR as the smallest loss l with weight(losses <= l) >= confidence (type 1, for equal weights), and
 * expected shortfall as the mean of exactly the worst 1 - confidence of the weight, so never below VaR.
 *
 * Standard errors: Maritz and Jarrett's for a quantile and Manistre and Hancock's for the tail mean,
 * both with the effective number of observations; weights as given, losses as independent.
 */
export function weightedTail(sorted: WeightedLosses, confidence: number): WeightedTail {
  const { losses, weights } = sorted;
  const at = quantileIndex(weights, confidence);
  const valueAtRisk = losses[at]!;
  let [excess, squares] = [0, 0];
  for (const weight of weights) squares += weight * weight;
  for (let i = at + 1; i < losses.length; i++) excess += weights[i]! * (losses[i]! - valueAtRisk);
  const unit = 2 * binaryScale([losses[0]!, losses.at(-1)!]);
  let variance = 0;
  losses.forEach((loss, i) => {
    variance += square(weights[i]! * ((Math.max(0, loss - valueAtRisk) - excess) / unit));
  });
  return {
    valueAtRisk,
    expectedShortfall: valueAtRisk + excess / (1 - confidence),
    tailCount: losses.length - losses.indexOf(valueAtRisk),
    effectiveObservations: 1 / squares,
    standardError: quantileError(sorted, confidence, 1 / squares),
    expectedShortfallStandardError: (Math.sqrt(variance) / (1 - confidence)) * unit,
  };
}

/** Rounding of the sum of weights must not push a quantile to the next loss. */
function quantileIndex(weights: Float64Array, confidence: number): number {
  const slack = 4 * Number.EPSILON * Math.sqrt(weights.length);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i]!;
    if (sum >= confidence - slack) return i;
  }
  return weights.length - 1;
}

function quantileError({ losses, weights }: WeightedLosses, p: number, count: number): number {
  const shape = { a: (count + 1) * p, b: (count + 1) * (1 - p) };
  let [sum, below, first, second] = [0, 0, 0, 0];
  const unit = 2 * binaryScale([losses[0]!, losses.at(-1)!]);
  const middle = losses[quantileIndex(weights, p)]! / unit;
  losses.forEach((loss, i) => {
    sum += weights[i]!;
    const reached = i === losses.length - 1 ? 1 : incompleteBeta(Math.min(1, sum), shape);
    const share = Math.max(0, reached - below);
    first += share * (loss / unit - middle);
    second += share * square(loss / unit - middle);
    below = reached;
  });
  return Math.sqrt(Math.max(0, second - first * first)) * unit;
}
