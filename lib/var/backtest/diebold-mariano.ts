import { checkCount, checkObject, checkSameLength, checkSample } from "../../base/check.ts";
import { isConstant, mean } from "../../math/moments.ts";
import { normalDistribution } from "../../math/normal-distribution.ts";
import { normalQuantile } from "../../math/normal-quantile.ts";
import {
  type BacktestOptions,
  type BacktestResult,
  notIdentified,
  significanceOf,
} from "./backtest-result.ts";

/** The losses of two forecasts of the same days. */
export interface LossPair {
  readonly first: ArrayLike<number>;
  readonly second: ArrayLike<number>;
}

export interface DieboldMarianoOptions extends BacktestOptions {
  /** Lags of the autocovariance with Bartlett's weights; 0 for uncorrelated differences. */
  readonly lags: number;
}

/**
 * Diebold and Mariano's test that two forecasts do equally well: the mean difference of their
 * losses over its standard error (Newey and West), two-sided normal. A positive statistic: the
 * second has the lower loss. `criticalValue` is for the size of the statistic.
 *
 * Meant for forecasts, not for nested models fitted on growing samples. Not identified where the
 * difference never varies.
 *
 * Source: F. Diebold, R. Mariano, Comparing predictive accuracy, Journal of Business and Economic
 * Statistics 13 (1995); W. Newey, K. West, Econometrica 55 (1987).
 *
 * @throws RangeError for NaN, unequal lengths, and lags that do not fit the days.
 */
export function dieboldMarianoTest(
  losses: LossPair,
  options: DieboldMarianoOptions,
): BacktestResult {
  checkObject("losses", losses);
  checkObject("options", options);
  const { first, second } = losses;
  checkSample("first", first, 2);
  checkSample("second", second, 2);
  checkSameLength(["first", "second"], first, second);
  checkCount("lags", options.lags, 0);
  if (options.lags >= first.length) {
    throw new RangeError(`lags must be below ${first.length} days: ${options.lags}`);
  }
  const outcome = {
    hypothesis: "both forecasts have the same expected loss",
    significance: significanceOf(options),
  };
  const differences = Float64Array.from(first, (loss, day) => loss - second[day]!);
  if (isConstant(differences)) {
    return notIdentified("the difference of the losses never varies", outcome);
  }
  const variance = longRunVariance(differences, options.lags);
  if (!(variance > 0)) return notIdentified("the differences have no long-run variance", outcome);
  const statistic = mean(differences) / Math.sqrt(variance / differences.length);
  const criticalValue = normalQuantile(1 - outcome.significance / 2);
  return {
    ...outcome,
    identified: true,
    reason: null,
    statistic,
    pValue: 2 * normalDistribution(-Math.abs(statistic)),
    criticalValue,
    rejected: Math.abs(statistic) > criticalValue,
  };
}

/** Autocovariances (divided by n) summed with weights that fall linearly to 0 at lags + 1. */
function longRunVariance(values: Float64Array, lags: number): number {
  const centre = mean(values);
  const deviations = values.map((value) => value - centre);
  let sum = 0;
  for (let lag = 0; lag <= lags; lag++) {
    const weight = lag === 0 ? 1 : 2 * (1 - lag / (lags + 1));
    let product = 0;
    for (let day = lag; day < values.length; day++) {
      product += deviations[day]! * deviations[day - lag]!;
    }
    sum += weight * product;
  }
  return sum / values.length;
}
