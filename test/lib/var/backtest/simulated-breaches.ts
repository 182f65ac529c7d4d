import { randomStream } from "../../../../lib/math/random-stream.ts";

/** Independent breaches with probability 1 - confidence. */
export function independentBreaches(options: {
  readonly days: number;
  readonly confidence: number;
  readonly stream: number;
}): boolean[] {
  const random = randomStream({ seed: 1995, stream: options.stream });
  return Array.from({ length: options.days }, () => random.uniform() > options.confidence);
}

/** Breaches on the given days, counted from 0. */
export function breachesOn(days: readonly number[], observations: number): boolean[] {
  return Array.from({ length: observations }, (_, day) => days.includes(day));
}

/** Where a count of rejections may lie in four standard deviations, for a size of `significance`. */
export function binomialBounds(trials: number, significance: number): [number, number] {
  const spread = 4 * Math.sqrt(trials * significance * (1 - significance));
  return [trials * significance - spread, trials * significance + spread];
}
