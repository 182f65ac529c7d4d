import { checkCount, checkObject } from "../../base/check.ts";
import type { DatedSeries } from "../dated-series.ts";
import { type DrawdownOptions, drawdownPath } from "../drawdown.ts";

/** One fall from a high to the next time that high is reached. */
export interface DrawdownEpisode {
  /** As a fraction of the peak, positive. */
  readonly drawdown: number;
  /** The last date at the peak; null when that is the start level. */
  readonly peakDate: string | null;
  readonly troughDate: string;
  /** The first date back at the peak; null when not yet. */
  readonly recoveryDate: string | null;
  /** Observations from the peak (or the start) to the trough. */
  readonly periodsDown: number;
  /** Observations from the trough to the recovery; null when not yet. */
  readonly periodsUp: number | null;
}

export interface DrawdownTableOptions extends DrawdownOptions {
  /** The deepest so many; all when not given. */
  readonly top?: number;
}

/**
 * The drawdowns of prices or of an equity curve, deepest first, the earlier first among equals:
 * each runs from a high until that high is reached again, so none overlap. The last may be
 * unfinished.
 *
 * @throws RangeError for an empty curve, NaN, a first level that is not positive, `top` below 1.
 */
export function drawdownTable(
  levels: DatedSeries,
  options: DrawdownTableOptions = {},
): readonly DrawdownEpisode[] {
  checkObject("levels", levels);
  checkObject("options", options);
  if (options.top !== undefined) checkCount("top", options.top, 1);
  const path = drawdownPath(levels, options);
  const episodes: DrawdownEpisode[] = [];
  let peak = -1;
  let trough = -1;
  const close = (recovery: number | null): void => {
    if (trough < 0) return;
    const at = (index: number): string | null => levels.dates[index] ?? null;
    episodes.push({
      drawdown: path.drawdown[trough]!,
      peakDate: at(peak),
      troughDate: levels.dates[trough]!,
      recoveryDate: recovery === null ? null : at(recovery),
      periodsDown: trough - peak,
      periodsUp: recovery === null ? null : recovery - trough,
    });
    trough = -1;
  };
  path.drawdown.forEach((depth, day) => {
    if (depth > 0) {
      if (trough < 0 || depth > path.drawdown[trough]!) trough = day;
      return;
    }
    close(day);
    peak = day;
  });
  close(null);
  episodes.sort((a, b) => b.drawdown - a.drawdown);
  return episodes.slice(0, options.top ?? episodes.length);
}
