import { slopeOf } from "../math/controlled-mean.ts";
import { hypot } from "../math/elementary/hypot.ts";
import { groupMeans } from "../math/grouped-mean.ts";
import { mean, sampleVariance } from "../math/moments.ts";
import type { TailRisk } from "./tail-risk.ts";

/** Losses with weights whose mean estimates 1: likelihood ratios, shares of strata. */
export interface UpperTailSample {
  readonly losses: Float64Array;
  readonly weights: Float64Array;
  /** Known in the mean: what varies with it is taken out of the errors. */
  readonly control?: Float64Array;
  readonly confidence: number;
  readonly groupSize: number;
}

export interface UpperTail extends TailRisk {
  readonly tailCount: number;
  /** Of the probability beyond VaR. */
  readonly probabilityError: number;
  readonly standardError: number;
  readonly expectedShortfallStandardError: number;
}

/** Of the probability beyond VaR: between nearer quantiles few draws lie, and their distance is mostly chance. */
const leastWidth = 0.1;
/** Fewer groups tell too little of their spread. */
const fewestGroups = 20;

/**
 * VaR as the smallest loss beyond which lies at most 1 - confidence of the weight over the number of draws,
 * and expected shortfall as VaR + mean(weight × excess) / (1 - confidence). Weights are taken as they
 * are, not scaled to sum to their number: in the tail, where ratios are small, that is the better
 * estimate, and what lies elsewhere does not enter.
 *
 * Errors: of the probability from the means of the groups; of VaR half the distance between the quantiles
 * one such error, and the weight of one draw, to either side (Woodruff 1952), in proportion from quantiles a tenth
 * of the tail away where that is farther; of expected shortfall from the groups' mean excesses.
 *
 * Sources: P. Glynn, Importance sampling for Monte Carlo estimation of quantiles (1996); R. Woodruff,
 * Journal of the American Statistical Association 47 (1952).
 *
 * @throws RangeError for fewer than 20 groups, and where the tail is too thin for an error: that of the
 * probability is half of it or more.
 */
export function upperTail(sample: UpperTailSample): UpperTail {
  const { losses, weights, confidence, groupSize } = sample;
  const exceeded = 1 - confidence;
  const order = new Uint32Array(losses.length).map((_, i) => i);
  order.sort((a, b) => losses[b]! - losses[a]!);
  const above = runningWeight(weights, order);
  const lossAt = (probability: number): number => losses[order[firstBeyond(above, probability)]!]!;
  const valueAtRisk = lossAt(exceeded);
  const errorOf = (values: Float64Array): number => {
    const means = groupMeans(values, groupSize);
    if (means.length < fewestGroups) {
      const groups = `${fewestGroups} groups of ${groupSize}`;
      throw new RangeError(`draws must make at least ${groups}: ${means.length}`);
    }
    return Math.sqrt(sampleVariance(withoutControl(means, sample)) / means.length);
  };
  const beyond = weights.map((weight, i) => (losses[i]! > valueAtRisk ? weight : 0));
  const probabilityError = errorOf(beyond);
  if (!(probabilityError < exceeded / 2)) {
    const share = `${probabilityError} for a probability of ${exceeded}`;
    throw new RangeError(`draws must be enough to know the tail: standard error ${share}`);
  }
  const excess = weights.map((weight, i) => weight * Math.max(0, losses[i]! - valueAtRisk));
  const granted = hypot(probabilityError, weightAt(sample, valueAtRisk) / losses.length);
  const wide = Math.max(granted, exceeded * leastWidth);
  return {
    valueAtRisk,
    expectedShortfall: valueAtRisk + mean(excess) / exceeded,
    tailCount: losses.reduce((count, loss) => count + (loss >= valueAtRisk ? 1 : 0), 0),
    probabilityError,
    standardError: (granted * (lossAt(exceeded - wide) - lossAt(exceeded + wide))) / (2 * wide),
    expectedShortfallStandardError: errorOf(excess) / exceeded,
  };
}

/** The largest weight of a draw at VaR: no quantile of draws is finer. */
function weightAt({ losses, weights }: UpperTailSample, valueAtRisk: number): number {
  return losses.reduce(
    (most, loss, i) => (loss === valueAtRisk ? Math.max(most, weights[i]!) : most),
    0,
  );
}

/** Mean weight at the largest loss, at the two largest... */
function runningWeight(weights: Float64Array, order: Uint32Array): Float64Array {
  const means = new Float64Array(order.length);
  let sum = 0;
  order.forEach((i, rank) => {
    sum += weights[i]!;
    means[rank] = sum / order.length;
  });
  return means;
}

/** The first place where more than `probability` has been met, up to rounding; the last if nowhere. */
function firstBeyond(above: Float64Array, probability: number): number {
  const limit = probability + 4 * Number.EPSILON * Math.sqrt(above.length);
  let [low, high] = [0, above.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (above[middle]! > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

function withoutControl(
  means: Float64Array,
  { control, groupSize }: UpperTailSample,
): Float64Array {
  if (control === undefined) return means;
  const controls = groupMeans(control, groupSize);
  const slope = slopeOf(means, controls) ?? 0;
  return means.map((value, i) => value - slope * controls[i]!);
}
