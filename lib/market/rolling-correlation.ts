import { checkCount, checkList, checkObject, checkSample } from "../base/check.ts";
import { binaryScale } from "../math/binary-scale.ts";
import { type JointMoments, mergeMoments, momentsOfPair } from "../math/joint-moments.ts";
import { windowFolds } from "../math/window-folds.ts";
import { checkDatedSeries, type DatedSeries } from "./dated-series.ts";
import { checkKind, type ReturnKind, type ReturnSeries } from "./returns.ts";

export interface RollingCorrelationOptions {
  /** How many pairs of returns make one figure; at least 3. */
  readonly window: number;
}

/** Two series of returns of the same kind, one kind being what the types hold too. */
export type SeriesPair<Kind extends ReturnKind = ReturnKind> = readonly [
  ReturnSeries<Kind>,
  ReturnSeries<Kind>,
];

/**
 * Pearson's correlation of every `window` neighbouring pairs of returns, dated by the last of them;
 * NaN where one of the two does not vary inside the window (no correlation exists).
 *
 * Throws a RangeError when the series differ in kind or in dates (take both from `completeRows`), on
 * a missing return, and when there are fewer returns than one window. Linear in the returns.
 *
 * @example
 * const { panel } = completeRows(returns, ["BTC", "ETH"]);
 * rollingCorrelation([returnSeries(panel, "BTC"), returnSeries(panel, "ETH")], { window: 60 });
 */
export function rollingCorrelation(
  pair: SeriesPair<"simple"> | SeriesPair<"log">,
  options: RollingCorrelationOptions,
): DatedSeries {
  checkList("pair", pair);
  checkCount("series of pair", pair.length, 2);
  checkObject("options", options);
  const [left, right] = pair;
  const { window } = options;
  checkCount("window", window, 3);
  checkDatedSeries("first of pair", left);
  checkDatedSeries("second of pair", right);
  checkAligned(left, right);
  checkSample(left.asset, left.values, window);
  checkSample(right.asset, right.values, window);
  const [unitX, unitY] = [binaryScale(left.values), binaryScale(right.values)];
  const points = Array.from(left.values, (x, i) =>
    momentsOfPair(x / unitX, right.values[i]! / unitY),
  );
  const folds = windowFolds(points, window, mergeMoments);
  return {
    dates: left.dates.slice(window - 1),
    values: Float64Array.from(folds, correlationOf),
  };
}

function correlationOf({ xx, yy, xy }: JointMoments): number {
  if (xx === 0 || yy === 0) return Number.NaN;
  return Math.min(1, Math.max(-1, xy / (Math.sqrt(xx) * Math.sqrt(yy))));
}

function checkAligned(left: ReturnSeries, right: ReturnSeries): void {
  checkKind(`returns of ${right.asset}`, right, left.kind);
  const different = left.dates.findIndex((date, i) => date !== right.dates[i]);
  if (different < 0 && left.dates.length === right.dates.length) return;
  const at = different < 0 ? left.dates.length : different;
  throw new RangeError(
    `returns of ${left.asset} and ${right.asset} must have the same dates: ` +
      `${left.dates[at] ?? "none"} and ${right.dates[at] ?? "none"}`,
  );
}
