import {
  checkCount,
  checkFinite,
  checkFraction,
  checkNonNegative,
  checkObject,
  checkSample,
} from "../../base/check.ts";
import { cube, square } from "../../math/elementary/power.ts";
import { isConstant, mean } from "../../math/moments.ts";
import { normalDistribution } from "../../math/normal-distribution.ts";
import { normalQuantile } from "../../math/normal-quantile.ts";

const eulerGamma = 0.5772156649015329;

/**
 * How sure a Sharpe ratio is to lie above another. Ratios are per period: nothing is annualised.
 */
export interface ProbabilisticSharpe {
  /** Mean over sample standard deviation (n - 1), per period. */
  readonly sharpe: number;
  /** What it is held against, per period. */
  readonly benchmark: number;
  /** sqrt((1 - skew × s + (kurtosis - 1) / 4 × s²) / (n - 1)). */
  readonly standardError: number;
  /** That the true ratio is above the benchmark. */
  readonly probability: number;
  readonly observations: number;
}

/** What the probability rests on, per period. */
export interface SharpeStatistics {
  readonly sharpe: number;
  /** At least 2. */
  readonly observations: number;
  readonly skewness: number;
  /** Not the excess: 3 for the normal law. */
  readonly kurtosis: number;
}

/**
 * The probabilistic Sharpe ratio from its four figures, as papers and fact sheets give them; see
 * {@link probabilisticSharpe}. Null where the error is not defined.
 *
 * @throws RangeError below two observations and for figures that are not finite.
 * @example probabilisticSharpeOf({ sharpe: 0.458, observations: 24, skewness: -2.448, kurtosis: 10.164 })
 */
export function probabilisticSharpeOf(
  statistics: SharpeStatistics,
  options: { readonly perPeriodBenchmark?: number } = {},
): ProbabilisticSharpe | null {
  checkObject("options", options);
  const { perPeriodBenchmark = 0 } = options;
  checkFinite("perPeriodBenchmark", perPeriodBenchmark);
  const whole = sharpeVariance(statistics);
  const { sharpe, observations } = statistics;
  const variance = whole / (observations - 1);
  if (!(variance > 0)) return null;
  const standardError = Math.sqrt(variance);
  const probability = normalDistribution((sharpe - perPeriodBenchmark) / standardError);
  return { sharpe, benchmark: perPeriodBenchmark, standardError, probability, observations };
}

/**
 * The minimum track record length: how many periods the same figures would have to last for the ratio
 * to lie above the benchmark with `confidence`; not a whole number. Null unless the ratio is above.
 *
 * Source: as {@link probabilisticSharpe}, equation 11.
 *
 * @throws RangeError as {@link probabilisticSharpeOf} does, and for a confidence outside (0, 1).
 */
export function minimumTrackRecord(
  statistics: SharpeStatistics,
  options: { readonly confidence: number; readonly perPeriodBenchmark?: number },
): number | null {
  checkObject("options", options);
  const { confidence, perPeriodBenchmark = 0 } = options;
  checkFraction("confidence", confidence);
  checkFinite("perPeriodBenchmark", perPeriodBenchmark);
  const variance = sharpeVariance(statistics);
  const distance = statistics.sharpe - perPeriodBenchmark;
  if (!(distance > 0 && variance > 0)) return null;
  return 1 + variance * square(normalQuantile(confidence) / distance);
}

/** 1 - skew × s + (kurtosis - 1) / 4 × s². */
function sharpeVariance(statistics: SharpeStatistics): number {
  checkObject("statistics", statistics);
  const { sharpe, observations, skewness, kurtosis } = statistics;
  checkFinite("sharpe", sharpe);
  checkCount("observations", observations, 2);
  checkFinite("skewness", skewness);
  checkFinite("kurtosis", kurtosis);
  const variance = 1 - skewness * sharpe + ((kurtosis - 1) / 4) * square(sharpe);
  checkFinite("variance of the ratio", variance);
  return variance;
}

/**
 * Bailey and López de Prado's probabilistic Sharpe ratio: the probability that the true ratio is
 * above a benchmark, from the standard error that skewness and kurtosis (of the population kind)
 * widen. Null where the returns do not vary or are so skewed that the error is not defined.
 *
 * Source: D. Bailey, M. López de Prado, The Sharpe ratio efficient frontier, Journal of Risk 15
 * (2012).
 *
 * @throws RangeError below three returns, for NaN, and a benchmark that is not finite.
 */
export function probabilisticSharpe(
  returns: ArrayLike<number>,
  options: { readonly perPeriodBenchmark?: number } = {},
): ProbabilisticSharpe | null {
  checkObject("options", options);
  const { perPeriodBenchmark = 0 } = options;
  checkSample("returns", returns, 3);
  checkFinite("perPeriodBenchmark", perPeriodBenchmark);
  if (isConstant(returns)) return null;
  const n = returns.length;
  const centre = mean(returns);
  const deviations = Float64Array.from(returns, (value) => value - centre);
  const scale = Math.sqrt(mean(deviations.map((d) => d * d)));
  const scores = deviations.map((d) => d / scale);
  const sharpe = (centre / scale) * Math.sqrt((n - 1) / n);
  const skewness = mean(scores.map((z) => cube(z)));
  const kurtosis = mean(scores.map((z) => square(square(z))));
  return probabilisticSharpeOf(
    { sharpe, observations: n, skewness, kurtosis },
    { perPeriodBenchmark },
  );
}

/** The search that a strategy came out of. */
export interface SharpeTrials {
  /** Independent strategies tried, at least 1. */
  readonly trials: number;
  /** The variance of their Sharpe ratios, per period. */
  readonly perPeriodVariance: number;
}

/**
 * The Sharpe ratio that the best of so many strategies without skill is expected to show, per
 * period: sqrt(variance) ((1 - g) z(1 - 1/N) + g z(1 - 1/(N e))), g Euler's constant. 0 for one
 * trial.
 *
 * Source: D. Bailey, M. López de Prado, The deflated Sharpe ratio, Journal of Portfolio Management
 * 40 (2014). Within some percent of the exact expectation for ten trials and more.
 *
 * @throws RangeError below one trial and for a negative variance.
 * @example expectedMaximumSharpe({ trials: 40, perPeriodVariance: 1 }) // 2.189
 */
export function expectedMaximumSharpe(search: SharpeTrials): number {
  checkObject("search", search);
  const { trials, perPeriodVariance } = search;
  checkCount("trials", trials, 1);
  checkNonNegative("perPeriodVariance", perPeriodVariance);
  if (trials === 1) return 0;
  const high = -normalQuantile(1 / trials);
  const higher = -normalQuantile(1 / (trials * Math.E));
  return Math.sqrt(perPeriodVariance) * ((1 - eulerGamma) * high + eulerGamma * higher);
}

/**
 * The deflated Sharpe ratio: the probabilistic one against what luck alone would show in the best
 * of the strategies tried. Null as for {@link probabilisticSharpe}.
 *
 * Source: as {@link expectedMaximumSharpe}.
 */
export function deflatedSharpe(
  returns: ArrayLike<number>,
  trials: SharpeTrials,
): ProbabilisticSharpe | null {
  checkObject("trials", trials);
  return probabilisticSharpe(returns, { perPeriodBenchmark: expectedMaximumSharpe(trials) });
}
