import { checkFraction, checkList, checkObject, checkSample } from "../base/check.ts";
import { fitGpd, type GpdMethod } from "../math/fit-gpd.ts";
import { isConstant, mean, standardDeviation } from "../math/moments.ts";
import { sortedQuantile } from "../math/quantile.ts";
import { lossesOf } from "./historical-var.ts";

export interface ThresholdOptions {
  /** The thresholds, as quantiles (type 7) of the losses. */
  readonly probabilities: readonly number[];
  /** `maximum-likelihood` when not given; the mean excess does not need it. */
  readonly method?: GpdMethod;
}

/** The losses above one threshold; standard errors take them as independent. */
export interface ThresholdFit {
  readonly probability: number;
  readonly threshold: number;
  readonly exceedances: number;
  /** Mean of loss - threshold above it: a straight line in the threshold where a GPD holds. */
  readonly meanExcess: number;
  readonly meanExcessStandardError: number;
  /** Level in the threshold from where a GPD holds. */
  readonly shape: number;
  /** NaN where the estimator has none. */
  readonly shapeStandardError: number;
  /** scale - shape × threshold, level too from where a GPD holds. */
  readonly modifiedScale: number;
}

/**
 * What a choice of threshold rests on: mean excess and the fitted tail above each, one row per
 * threshold that has ten losses above it, not all equal; other thresholds are left out.
 *
 * Source: S. Coles, An Introduction to Statistical Modeling of Extreme Values (2001), section 4.3.
 *
 * @throws RangeError for NaN and probabilities outside (0, 1).
 */
export function thresholdDiagnostics(
  pnl: ArrayLike<number>,
  options: ThresholdOptions,
): ThresholdFit[] {
  checkObject("options", options);
  checkSample("pnl", pnl, 10);
  checkList("probabilities", options.probabilities);
  for (const probability of options.probabilities) checkFraction("probability", probability);
  const sorted = lossesOf(pnl).sort();
  return options.probabilities.flatMap((probability) => {
    const threshold = sortedQuantile(sorted, probability, 7);
    const excesses = sorted.filter((loss) => loss > threshold).map((loss) => loss - threshold);
    if (excesses.length < 10 || isConstant(excesses)) return [];
    const fit = fitGpd(excesses, options.method ?? "maximum-likelihood");
    return {
      probability,
      threshold,
      exceedances: excesses.length,
      meanExcess: mean(excesses),
      meanExcessStandardError: standardDeviation(excesses) / Math.sqrt(excesses.length),
      shape: fit.shape,
      shapeStandardError: fit.covariance ? Math.sqrt(fit.covariance[0]![0]!) : Number.NaN,
      modifiedScale: fit.scale - fit.shape * threshold,
    };
  });
}
