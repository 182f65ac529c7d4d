import { checkFraction, checkList, checkNonNegative, checkObject } from "../base/check.ts";
import { pearsonCorrelation } from "../math/covariance.ts";
import { normalExceedanceCorrelation } from "../math/exceedance-of-normal.ts";
import { fisherInterval } from "../math/fisher-interval.ts";
import type { Interval } from "../math/interval.ts";
import { matrixColumn } from "../math/matrix.ts";
import { isConstant, mean, standardDeviation } from "../math/moments.ts";
import { type AssetPanel, checkAllVary, checkComplete, checkPanel } from "./complete-panel.ts";

export interface ExceedanceOptions {
  /** In standard deviations from the mean, each at least 0. */
  readonly thresholds: readonly number[];
  /** Of the intervals, in (0, 1). */
  readonly confidence: number;
}

/** Correlation of the dates on which both assets passed a threshold on one side. */
export interface Exceedance {
  /** `lower`: both fell by at least the threshold; `upper`: both rose by it. */
  readonly side: "lower" | "upper";
  readonly threshold: number;
  /** NaN below four dates, or where one of the two does not vary among them. */
  readonly correlation: number;
  /** Fisher's; NaN where there is no correlation. */
  readonly interval: Interval;
  /** Dates on which both passed the threshold. */
  readonly observations: number;
  /** What two normal variates of the full sample's correlation would show there. */
  readonly normal: number;
}

/**
 * Exceedance correlations of two assets: Pearson's correlation among the dates on which both
 * standardised returns are at most -θ, or at least θ, for each threshold. It differs from that of the
 * full sample by selection alone, so the value under normality stands beside each.
 *
 * Throws a RangeError unless the panel has two assets that vary and no missing return.
 * Source: F. Longin, B. Solnik, Extreme correlation of international equity markets, Journal of
 * Finance 56 (2001); A. Ang, J. Chen, Asymmetric correlations of equity portfolios, Journal of
 * Financial Economics 63 (2002).
 *
 * @example exceedanceCorrelation(pair, { thresholds: [0, 0.5, 1], confidence: 0.95 })
 */
export function exceedanceCorrelation(panel: AssetPanel, options: ExceedanceOptions): Exceedance[] {
  checkPanel(panel);
  checkObject("options", options);
  const { thresholds, confidence } = options;
  if (panel.assets.length !== 2) {
    throw new RangeError(`panel must have 2 assets: ${panel.assets.length}`);
  }
  checkComplete(panel, 4);
  checkAllVary(panel);
  checkFraction("confidence", confidence);
  checkList("thresholds", thresholds);
  thresholds.forEach((threshold, i) => {
    checkNonNegative(`thresholds[${i}]`, threshold);
  });
  const [left, right] = [0, 1].map((j) => standardised(matrixColumn(panel.values, j)));
  const whole = pearsonCorrelation(left!, right!);
  return thresholds.flatMap((threshold) =>
    (["lower", "upper"] as const).map((side): Exceedance => {
      const sign = side === "upper" ? 1 : -1;
      const passes = (_: number, t: number): boolean =>
        sign * left![t]! >= threshold && sign * right![t]! >= threshold;
      const sample = [left!.filter(passes), right!.filter(passes)] as const;
      const normal = normalExceedanceCorrelation(whole, threshold);
      return { side, threshold, ...correlationOf(sample, confidence), normal };
    }),
  );
}

function correlationOf(
  [left, right]: readonly [Float64Array, Float64Array],
  confidence: number,
): Pick<Exceedance, "correlation" | "interval" | "observations"> {
  const observations = left.length;
  if (observations < 4 || isConstant(left) || isConstant(right)) {
    const none = Number.NaN;
    return { correlation: none, interval: { lower: none, upper: none }, observations };
  }
  const correlation = pearsonCorrelation(left, right);
  const interval = fisherInterval({ correlation, observations }, confidence);
  return { correlation, interval, observations };
}

function standardised(values: Float64Array): Float64Array {
  const centre = mean(values);
  const spread = standardDeviation(values);
  return values.map((value) => (value - centre) / spread);
}
