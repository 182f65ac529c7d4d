import { checkCount, checkObject } from "../base/check.ts";
import { matrixColumn } from "../math/matrix.ts";
import { checkComplete, checkPanel } from "./complete-panel.ts";
import type { DatedSeries } from "./dated-series.ts";
import type { ReturnPanel, ReturnSeries } from "./returns.ts";
import { type RollingCorrelationOptions, rollingCorrelation } from "./rolling-correlation.ts";

/**
 * The mean of Pearson's correlations of all pairs of assets over every `window` neighbouring dates,
 * dated by the last of them; NaN where an asset does not vary inside the window.
 *
 * Each pair takes time linear in the dates whatever the window, so all take O(n k²), in memory for
 * one pair at a time. Needs two assets and one window; throws a RangeError on a missing return
 * (take the panel from `completeRows`).
 *
 * @example rollingAverageCorrelation(panel, { window: 60 })
 */
export function rollingAverageCorrelation(
  panel: ReturnPanel,
  options: RollingCorrelationOptions,
): DatedSeries {
  checkPanel(panel);
  checkObject("options", options);
  const { assets, dates } = panel;
  if (assets.length < 2) {
    throw new RangeError(`panel must have at least 2 assets: ${assets.length}`);
  }
  checkComplete(panel, 1);
  checkCount("window", options.window, 3);
  const series = assets.map((asset, j): ReturnSeries<"log"> => {
    return { kind: "log", asset, dates, values: matrixColumn(panel.values, j) };
  });
  const pairs = (assets.length * (assets.length - 1)) / 2;
  const sums = new Float64Array(Math.max(0, dates.length - options.window + 1));
  for (let i = 0; i < series.length; i++) {
    for (let j = 0; j < i; j++) {
      const { values } = rollingCorrelation([series[i]!, series[j]!], options);
      values.forEach((value, t) => {
        sums[t]! += value;
      });
    }
  }
  return { dates: dates.slice(options.window - 1), values: sums.map((sum) => sum / pairs) };
}
