import { firstAtLeast } from "../math/first-at-least.ts";
import { snapToInteger } from "../math/quantile.ts";

/**
 * Which average of the tail is reported as expected shortfall.
 *
 * `acerbi-tasche`: the mean of exactly the worst 1 - confidence of the probability; the observation
 * at the edge counts with the part of it that lies in the tail. Coherent, and the default.
 * `tail-conditional`: the plain mean of the losses that are at least VaR; simple, common in
 * libraries, and dependent on the quantile type.
 *
 * Source: C. Acerbi, D. Tasche, On the coherence of expected shortfall, Journal of Banking and
 * Finance 26 (2002), definitions 2.2 and 2.6 and proposition 4.1.
 */
export type ShortfallMethod = "acerbi-tasche" | "tail-conditional";

export const shortfallMethods: readonly ShortfallMethod[] = ["acerbi-tasche", "tail-conditional"];

/** The observations that expected shortfall averages, as a run at the end of the sorted losses. */
export interface LossTail {
  /** Index of the smallest loss of the tail. */
  readonly start: number;
  /** The weight of that loss; the weights of the tail sum to 1. */
  readonly edgeWeight: number;
  /** The weight of every larger loss. */
  readonly weight: number;
}

interface TailOptions {
  readonly confidence: number;
  readonly valueAtRisk: number;
  readonly shortfallMethod: ShortfallMethod;
}

/** Finds the tail of ascending losses (positive is a loss). */
export function lossTail(sorted: Float64Array, options: TailOptions): LossTail {
  const count = sorted.length;
  if (options.shortfallMethod === "tail-conditional") {
    const start = Math.min(firstAtLeast(sorted, options.valueAtRisk), count - 1);
    const weight = 1 / (count - start);
    return { start, edgeWeight: weight, weight };
  }
  return exactTail(count, options.confidence);
}

/** The worst 1 - confidence of `count` losses, the one at the edge with the part that lies inside. */
export function exactTail(count: number, confidence: number): LossTail {
  const below = snapToInteger(count * confidence);
  const start = Math.min(Math.floor(below), count - 1);
  const mass = count - below;
  return { start, edgeWeight: (start + 1 - below) / mass, weight: 1 / mass };
}

/**
 * The weighted mean of the tail, as the edge plus the mean excess over it: equal losses give exactly
 * that loss. Never below VaR (which exact arithmetic guarantees and rounding might not).
 */
export function expectedShortfallOf(
  sorted: Float64Array,
  tail: LossTail,
  valueAtRisk: number,
): number {
  const edge = sorted[tail.start]!;
  let excess = 0;
  for (let i = tail.start + 1; i < sorted.length; i++) excess += sorted[i]! - edge;
  return Math.max(valueAtRisk, edge + excess * tail.weight);
}

/**
 * The fewest observations for which at least one is expected beyond VaR: 20 at 0.95, 100 at 0.99.
 * With fewer the sample cannot tell the quantile from its largest loss.
 */
export function minimumObservations(confidence: number): number {
  let count = Math.max(2, Math.floor(1 / (1 - confidence)) - 1);
  while (snapToInteger(count * confidence) > count - 1) count++;
  return count;
}
