import { checkCount, checkFraction, checkObject } from "../../base/check.ts";
import { normalQuantile } from "../../math/normal-quantile.ts";
import { type RandomStream, randomStream } from "../../math/random-stream.ts";
import { binomialShare, zoneProbabilities } from "./traffic-light.ts";

export interface TrafficLightBoundsOptions {
  /** How many outcomes are compared with VaR. */
  readonly observations: number;
  /** Of the VaR, in (0, 1). */
  readonly confidence: number;
  /**
   * The days each outcome covers; outcomes of neighbouring days overlap. 1: exact, not simulated.
   */
  readonly horizonDays: number;
  readonly seed: number;
  /** Simulated histories; 100,000 when not given. Red rests on one in 10,000 of them. */
  readonly paths?: number;
}

/** The counts at which the zones begin. */
export interface TrafficLightBounds {
  /** The smallest count that is yellow. */
  readonly yellowFrom: number;
  /** The smallest count that is red. */
  readonly redFrom: number;
  /** P(count or fewer), from a count of 0 to `redFrom`. */
  readonly cumulativeProbability: readonly number[];
  readonly simulated: boolean;
}

/**
 * Where yellow and red begin when outcomes over several days overlap: breaches then come in runs, a
 * right VaR sees both fewer and more of them than independent draws would, and the zones move out.
 * Sums of independent normal days are compared with their own quantile in simulated histories; any
 * scale of the days gives the same counts.
 *
 * @throws RangeError for counts below 1, or a confidence outside (0, 1).
 * @example trafficLightBounds({ observations: 250, confidence: 0.99, horizonDays: 10, seed: 1 })
 */
export function trafficLightBounds(options: TrafficLightBoundsOptions): TrafficLightBounds {
  checkObject("options", options);
  const { observations, confidence, horizonDays, paths = 100_000 } = options;
  checkCount("observations", observations, 1);
  checkFraction("confidence", confidence);
  checkCount("horizonDays", horizonDays, 1);
  checkCount("paths", paths, 1);
  const simulated = horizonDays > 1;
  const shares = simulated ? simulatedShares({ ...options, paths }) : exactShares(options);
  const redFrom = shares.findIndex((share) => share >= zoneProbabilities.red);
  return {
    yellowFrom: shares.findIndex((share) => share >= zoneProbabilities.yellow),
    redFrom,
    cumulativeProbability: shares.slice(0, redFrom + 1),
    simulated,
  };
}

function exactShares({ observations, confidence }: TrafficLightBoundsOptions): number[] {
  return Array.from({ length: observations + 1 }, (_, breaches) =>
    binomialShare({ breaches, observations }, confidence),
  );
}

function simulatedShares(
  options: TrafficLightBoundsOptions & { readonly paths: number },
): number[] {
  const { observations, seed, paths } = options;
  const random = randomStream({ seed, stream: 0 });
  const histories = new Float64Array(observations + 1);
  for (let path = 0; path < paths; path++) histories[overlappingBreaches(random, options)]! += 1;
  let below = 0;
  return Array.from(histories, (count) => {
    below += count;
    return below / paths;
  });
}

/** Breaches of one history of overlapping sums. */
function overlappingBreaches(random: RandomStream, options: TrafficLightBoundsOptions): number {
  const { observations, confidence, horizonDays } = options;
  const threshold = normalQuantile(confidence) * Math.sqrt(horizonDays);
  const days = Float64Array.from({ length: horizonDays }, () => 0);
  let sum = 0;
  let breaches = 0;
  for (let day = 0; day < observations + horizonDays - 1; day++) {
    const slot = day % horizonDays;
    const drawn = random.normal();
    sum += drawn - days[slot]!;
    days[slot] = drawn;
    if (day >= horizonDays - 1 && sum > threshold) breaches++;
  }
  return breaches;
}
