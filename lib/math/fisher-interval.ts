import { checkCount, checkFinite, checkFraction, checkObject } from "../base/check.ts";
import { atanh, tanh } from "./elementary/hyperbolic.ts";
import { hypot } from "./elementary/hypot.ts";
import type { Interval } from "./interval.ts";
import { normalQuantile } from "./normal-quantile.ts";

/** Pearson's correlation of so many independent pairs. */
export interface CorrelationSample {
  /** In [-1, 1]. */
  readonly correlation: number;
  /** At least 4. */
  readonly observations: number;
}

/**
 * The confidence interval of a correlation by Fisher's transformation,
 * tanh(atanh r ± z / sqrt(n - 3)). It holds for independent normal pairs; heavy tails and
 * volatility that clusters make the true one wider. A correlation of ±1 has no width.
 *
 * Source: R. Fisher, On the probable error of a coefficient of correlation deduced from a small
 * sample, Metron 1 (1921).
 *
 * @throws RangeError below four observations or outside [-1, 1].
 * @example fisherInterval({ correlation: 0.8, observations: 250 }, 0.95)
 */
export function fisherInterval(sample: CorrelationSample, confidence: number): Interval {
  checkObject("sample", sample);
  const { correlation, observations } = sample;
  checkCount("observations", observations, 4);
  checkFraction("confidence", confidence);
  checkFinite("correlation", correlation);
  if (!(Math.abs(correlation) <= 1)) {
    throw new RangeError(`correlation must be in [-1, 1]: ${correlation}`);
  }
  const centre = atanh(correlation);
  const reach = normalQuantile((1 + confidence) / 2) / Math.sqrt(observations - 3);
  return { lower: tanh(centre - reach), upper: tanh(centre + reach) };
}

/** The estimates whose difference is wanted: two samples independent of each other. */
export interface CorrelationPair {
  readonly from: CorrelationSample;
  readonly to: CorrelationSample;
}

/**
 * The confidence interval of `to` minus `from`, two correlations of independent samples, from
 * the Fisher interval of each; it never leaves [-2, 2] and is not symmetric.
 *
 * Source: G. Y. Zou, Toward using confidence intervals to compare correlations, Psychological
 * Methods 12 (2007), equation 15.
 */
export function correlationDifferenceInterval(pair: CorrelationPair, confidence: number): Interval {
  checkObject("pair", pair);
  const { from, to } = pair;
  const before = fisherInterval(from, confidence);
  const after = fisherInterval(to, confidence);
  const difference = to.correlation - from.correlation;
  const down = hypot(to.correlation - after.lower, before.upper - from.correlation);
  const up = hypot(after.upper - to.correlation, from.correlation - before.lower);
  return { lower: difference - down, upper: difference + up };
}
