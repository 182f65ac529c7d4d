import { checkCount, checkFinite, checkFraction, checkObject } from "../base/check.ts";
import type { Interval } from "./interval.ts";
import { normalQuantile } from "./normal-quantile.ts";

/** So many successes among independent trials. */
export interface BinomialSample {
  /** From 0 to `trials`. */
  readonly successes: number;
  /** At least 1. */
  readonly trials: number;
}

/**
 * Wilson's confidence interval of a probability: inside [0, 1] and of positive width even when
 * nothing or everything succeeded.
 *
 * Source: E. Wilson, Probable inference, the law of succession, and statistical inference, Journal
 * of the American Statistical Association 22 (1927).
 *
 * @throws RangeError without a trial or for successes outside 0 to `trials`.
 */
export function wilsonInterval(sample: BinomialSample, confidence: number): Interval {
  checkObject("sample", sample);
  const { successes, trials } = sample;
  checkCount("trials", trials, 1);
  checkFraction("confidence", confidence);
  checkFinite("successes", successes);
  if (!(successes >= 0 && successes <= trials)) {
    throw new RangeError(`successes must be from 0 to ${trials}: ${successes}`);
  }
  const z = normalQuantile((1 + confidence) / 2);
  const share = successes / trials;
  const shrink = 1 + (z * z) / trials;
  const centre = (share + (z * z) / (2 * trials)) / shrink;
  const spread = (share * (1 - share)) / trials + (z * z) / (4 * trials * trials);
  const reach = (z * Math.sqrt(spread)) / shrink;
  return {
    lower: successes === 0 ? 0 : Math.max(0, centre - reach),
    upper: successes === trials ? 1 : Math.min(1, centre + reach),
  };
}
