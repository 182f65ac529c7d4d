import {
  checkCount,
  checkObject,
  checkPositive,
  checkSameLength,
  checkSample,
} from "../../base/check.ts";
import { isConstant, mean, standardDeviation } from "../../math/moments.ts";
import { normalDistribution } from "../../math/normal-distribution.ts";
import { normalQuantile } from "../../math/normal-quantile.ts";
import { randomStream } from "../../math/random-stream.ts";
import {
  type BacktestOptions,
  type BacktestResult,
  notIdentified,
  significanceOf,
} from "./backtest-result.ts";
import {
  breachDays,
  checkShortfallSample,
  infiniteShortfall,
  type ShortfallSample,
} from "./forecast-sample.ts";

export interface McNeilFreyOptions extends BacktestOptions {
  /**
   * Each day's volatility forecast, to standardise by; residuals in the unit of losses without it.
   */
  readonly volatility?: ArrayLike<number>;
  /** Asks for the p-value by bootstrap besides the normal one. */
  readonly bootstrap?: { readonly seed: number; readonly resamples: number };
}

/** A test of exceedance residuals. */
export interface McNeilFreyResult extends BacktestResult {
  readonly breaches: number;
  /** Mean of loss - expected shortfall over the breaches; above 0 shortfall was too small. */
  readonly meanResidual: number | null;
  /** By resampling the centred residuals; null unless asked for and identified. */
  readonly bootstrapPValue: number | null;
}

/**
 * McNeil and Frey's test of expected shortfall: on breaches, losses exceed it by nothing on
 * average, against by something. The statistic is the mean of loss - expected shortfall over its
 * standard error; `pValue` is the normal one, too small for few breaches, which is what the
 * bootstrap is for. It judges size given a breach, not how often breaches come.
 *
 * Not identified below two breaches, where all residuals are equal or a shortfall is infinite.
 *
 * Source: A. McNeil, R. Frey, Estimation of tail-related risk measures for heteroscedastic
 * financial time series, Journal of Empirical Finance 7 (2000), section 4.2.
 *
 * @throws RangeError for NaN, unequal lengths, a volatility that is not positive, or a confidence
 * or significance outside (0, 1).
 */
export function mcNeilFreyTest(
  sample: ShortfallSample,
  options: McNeilFreyOptions = {},
): McNeilFreyResult {
  checkObject("sample", sample);
  checkObject("options", options);
  checkShortfallSample(sample);
  checkVolatility(sample, options);
  const significance = significanceOf(options);
  const hypothesis = "losses beyond VaR are as large as expected shortfall says, not larger";
  const residuals = residualsOf(sample, options);
  const breaches = residuals.length;
  const reason = infiniteShortfall(sample) ?? whyNotIdentified(residuals);
  if (reason !== null) {
    const unknown = { breaches, meanResidual: null, bootstrapPValue: null };
    return { ...notIdentified(reason, { hypothesis, significance }), ...unknown };
  }
  const statistic = standardizedMean(residuals);
  const criticalValue = normalQuantile(1 - significance);
  return {
    hypothesis,
    identified: true,
    reason: null,
    statistic,
    pValue: normalDistribution(-statistic),
    criticalValue,
    rejected: statistic > criticalValue,
    significance,
    breaches,
    meanResidual: mean(residuals),
    bootstrapPValue: bootstrapPValue(residuals, options),
  };
}

function checkVolatility({ realised }: ShortfallSample, { volatility }: McNeilFreyOptions): void {
  if (volatility === undefined) return;
  checkSample("volatility", volatility, 1);
  checkSameLength(["realised", "volatility"], realised, volatility);
  for (let day = 0; day < volatility.length; day++) {
    checkPositive(`volatility[${day}]`, volatility[day]!);
  }
}

function residualsOf(sample: ShortfallSample, { volatility }: McNeilFreyOptions): Float64Array {
  return Float64Array.from(breachDays(sample), (day) => {
    const residual = 0 - sample.realised[day]! - sample.expectedShortfall[day]!;
    return residual / (volatility?.[day] ?? 1);
  });
}

function whyNotIdentified(residuals: Float64Array): string | null {
  if (residuals.length === 0) return "there are no breaches";
  if (residuals.length === 1) return "there is one breach: its residual has no standard error";
  return standardDeviation(residuals) === 0 ? "all residuals are equal" : null;
}

function standardizedMean(residuals: Float64Array): number {
  return (mean(residuals) * Math.sqrt(residuals.length)) / standardDeviation(residuals);
}

/**
 * How often resampled residuals, centred to make the hypothesis true, give a statistic as large.
 */
function bootstrapPValue(residuals: Float64Array, { bootstrap }: McNeilFreyOptions): number | null {
  if (bootstrap === undefined) return null;
  checkObject("bootstrap", bootstrap);
  const { seed, resamples } = bootstrap;
  checkCount("bootstrap.resamples", resamples, 1);
  const random = randomStream({ seed, stream: 0 });
  const centre = mean(residuals);
  const observed = standardizedMean(residuals);
  let asLarge = 0;
  for (let k = 0; k < resamples; k++) {
    const drawn = residuals.map(() => residuals[random.below(residuals.length)]! - centre);
    const value = isConstant(drawn)
      ? drawn[0]! > 0
        ? Infinity
        : -Infinity
      : standardizedMean(drawn);
    if (value >= observed) asLarge++;
  }
  return (1 + asLarge) / (1 + resamples);
}
