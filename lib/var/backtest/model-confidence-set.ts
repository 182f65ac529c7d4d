import {
  checkCount,
  checkFraction,
  checkObject,
  checkOneOf,
  checkSample,
} from "../../base/check.ts";
import { circularBlocks } from "../../math/block-resample.ts";
import { mean } from "../../math/moments.ts";
import { randomStream } from "../../math/random-stream.ts";

export interface ModelConfidenceSetOptions {
  /** The set holds the best model with this probability, in (0, 1). */
  readonly confidence: number;
  readonly seed: number;
  /** Days that stay together in the circular block bootstrap. */
  readonly blockLength: number;
  /** 2,000 when not given. */
  readonly resamples?: number;
  /**
   * Largest difference of any two models (`range`, the default), or of one to the average (`max`).
   */
  readonly statistic?: "range" | "max";
}

/** One model, in the order in which models were dropped. */
export interface RankedModel {
  readonly model: string;
  readonly meanLoss: number;
  /** The smallest 1 - confidence of a set without it; 1 for the last to stay. */
  readonly pValue: number;
  /** Whether it is in the set. */
  readonly included: boolean;
}

/**
 * Hansen, Lunde and Nason's model confidence set: models are dropped, worst first, while equal
 * expected losses of those left are rejected. The variances of the mean differences come from the
 * same resamples as the law of the statistic. Models with the same losses throughout do not differ.
 *
 * Source: P. Hansen, A. Lunde, J. Nason, The model confidence set, Econometrica 79 (2011).
 *
 * @param losses each model's loss of each day, equally long; at least two models.
 * @returns worst first.
 * @throws RangeError for NaN, unequal lengths, one model, or counts below 1.
 */
export function modelConfidenceSet(
  losses: Readonly<Record<string, ArrayLike<number>>>,
  options: ModelConfidenceSetOptions,
): readonly RankedModel[] {
  checkObject("options", options);
  checkObject("losses", losses);
  checkOneOf("statistic", options.statistic ?? "range", ["range", "max"]);
  checkFraction("confidence", options.confidence);
  const models = Object.keys(losses);
  checkCount("models", models.length, 2);
  const panel = models.map((model) => checkedLosses(model, losses));
  const means = panel.map((values) => mean(values));
  const noise = resampledNoise(panel, means, options);
  const left = models.map((_, i) => i);
  const ranked: RankedModel[] = [];
  let pValue = 0;
  while (left.length > 0) {
    const step =
      left.length === 1
        ? { worst: left[0]!, pValue: 1 }
        : drop(left, means, {
            noise,
            statistic: options.statistic ?? "range",
          });
    pValue = Math.max(pValue, step.pValue);
    const included = pValue > 1 - options.confidence;
    ranked.push({ model: models[step.worst]!, meanLoss: means[step.worst]!, pValue, included });
    left.splice(left.indexOf(step.worst), 1);
  }
  return ranked;
}

function checkedLosses(
  model: string,
  losses: Readonly<Record<string, ArrayLike<number>>>,
): Float64Array {
  const values = losses[model]!;
  checkSample(`losses.${model}`, values, 2);
  const days = Object.values(losses)[0]!.length;
  if (values.length !== days) {
    throw new RangeError(`losses.${model} must have ${days} days like the first: ${values.length}`);
  }
  return Float64Array.from(values);
}

/** For each resample, how far each model's mean loss came out from the sample's. */
function resampledNoise(
  panel: readonly Float64Array[],
  means: readonly number[],
  { seed, blockLength, resamples = 2000 }: ModelConfidenceSetOptions,
): readonly Float64Array[] {
  checkCount("resamples", resamples, 1);
  const random = randomStream({ seed, stream: 0 });
  return Array.from({ length: resamples }, () => {
    const days = circularBlocks(random, { count: panel[0]!.length, blockLength });
    return Float64Array.from(panel, (values, model) => {
      let sum = 0;
      for (let i = 0; i < days.length; i++) sum += values[days[i]!]!;
      return sum / days.length - means[model]!;
    });
  });
}

interface Step {
  readonly worst: number;
  readonly pValue: number;
}

interface DropOptions {
  readonly noise: readonly Float64Array[];
  readonly statistic: "range" | "max";
}

/** The model to drop from those left, and the p-value of their equality. */
function drop(left: readonly number[], means: readonly number[], options: DropOptions): Step {
  const { noise, statistic } = options;
  const contrasts = statistic === "range" ? pairs(left) : left.map((model) => [model, -1] as const);
  const differ = contrasts.map((contrast) => {
    const drawn = noise.map((row) => difference(row, contrast, left));
    const scale = Math.sqrt(drawn.reduce((sum, value) => sum + value * value, 0) / drawn.length);
    const gap = difference(means, contrast, left);
    return { model: contrast[0], t: ratio(gap, scale), drawn: drawn.map((d) => ratio(d, scale)) };
  });
  const worst = differ.reduce((most, one) => (one.t > most.t ? one : most));
  const asLarge = noise.filter(
    (_, k) => Math.max(...differ.map((one) => one.drawn[k]!)) >= worst.t,
  );
  return { worst: worst.model, pValue: asLarge.length / noise.length };
}

/** Both orders of every two, so that the largest is the largest in size. */
function pairs(left: readonly number[]): (readonly [number, number])[] {
  return left.flatMap((a) => left.filter((b) => b !== a).map((b) => [a, b] as const));
}

/** Of one model to another, or to the average of those left for -1. */
function difference(
  values: ArrayLike<number>,
  [model, other]: readonly [number, number],
  left: readonly number[],
): number {
  if (other >= 0) return values[model]! - values[other]!;
  return values[model]! - left.reduce((sum, one) => sum + values[one]!, 0) / left.length;
}

function ratio(gap: number, scale: number): number {
  if (scale > 0) return gap / scale;
  return gap === 0 ? 0 : gap > 0 ? Infinity : -Infinity;
}
