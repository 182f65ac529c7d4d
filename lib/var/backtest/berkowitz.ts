import { checkObject, checkSample } from "../../base/check.ts";
import { isConstant } from "../../math/moments.ts";
import { naturalLog } from "../../math/natural-log.ts";
import { normalQuantile } from "../../math/normal-quantile.ts";
import { linearRegression } from "../../math/regression.ts";
import {
  type BacktestOptions,
  type BacktestResult,
  chiSquareResult,
  notIdentified,
  significanceOf,
} from "./backtest-result.ts";

/** A Berkowitz test with the autoregression it fitted to the normal scores. */
export interface BerkowitzResult extends BacktestResult {
  /** 0 under the hypothesis; null when not identified, as the next two. */
  readonly intercept: number | null;
  /** Of a score on the one before: 0 under the hypothesis. */
  readonly autocorrelation: number | null;
  /** Maximum-likelihood standard deviation of what remains: 1 under the hypothesis. */
  readonly sigma: number | null;
}

const fewestDays = 5;

/**
 * Berkowitz's test of whole forecast distributions: the probabilities that each day's forecast gave
 * to an outcome at or below the one that came are uniform and independent. Their normal scores are
 * fitted by z_t = c + rho z_(t-1) + sigma e_t; the likelihood ratio against c = 0, rho = 0, sigma =
 * 1, conditional on the first day, is chi-square with three degrees of freedom.
 *
 * Not identified when a probability is 0 or 1 (the forecast ruled the outcome out), for equal
 * probabilities and below five days.
 *
 * Source: J. Berkowitz, Testing density forecasts, with applications to risk management, Journal of
 * Business and Economic Statistics 19 (2001), with the likelihood of the first day left out.
 *
 * @throws RangeError for a probability outside [0, 1] and NaN.
 */
export function berkowitzTest(
  probabilities: ArrayLike<number>,
  options: BacktestOptions = {},
): BerkowitzResult {
  checkObject("options", options);
  const outcome = {
    hypothesis: "the outcomes are independent draws from the forecast distributions",
    degreesOfFreedom: 3,
    significance: significanceOf(options),
  };
  checkSample("probabilities", probabilities, 1);
  const scores = Float64Array.from(probabilities, scoreOf);
  const reason = whyNotIdentified(scores);
  if (reason !== null) {
    const unknown = { intercept: null, autocorrelation: null, sigma: null };
    return { ...notIdentified(reason, outcome), ...unknown };
  }
  const x = scores.slice(0, -1);
  const y = scores.slice(1);
  const { slope, intercept } = linearRegression({ x, y });
  const variance = meanOfSquares(y.map((value, i) => value - intercept - slope * x[i]!));
  const ratio = y.length * (meanOfSquares(y) - 1 - naturalLog(variance));
  if (!Number.isFinite(ratio)) {
    const unknown = { intercept: null, autocorrelation: null, sigma: null };
    return { ...notIdentified("each score follows exactly from the last", outcome), ...unknown };
  }
  const fit = { intercept, autocorrelation: slope, sigma: Math.sqrt(variance) };
  return { ...chiSquareResult(ratio, outcome), ...fit };
}

function scoreOf(probability: number, day: number): number {
  if (probability >= 0 && probability <= 1) return normalQuantile(probability);
  throw new RangeError(`probabilities[${day}] must be in [0, 1]: ${probability}`);
}

function whyNotIdentified(scores: Float64Array): string | null {
  if (scores.length < fewestDays) return `fewer than ${fewestDays} days: ${scores.length}`;
  const ruledOut = scores.findIndex((score) => !Number.isFinite(score));
  if (ruledOut >= 0) return `the forecast ruled out the outcome of day ${ruledOut}`;
  return isConstant(scores.subarray(0, -1)) ? "the probabilities do not vary" : null;
}

function meanOfSquares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0) / values.length;
}
