import { checkObject, checkPositive, checkSample } from "../base/check.ts";
import { checkDatedSeries, type DatedSeries } from "./dated-series.ts";

export interface DrawdownOptions {
  /** The level before the first date, where the curve starts earlier (initial equity). */
  readonly startLevel?: number;
}

/** How far below its highest level so far a curve stands on each date. */
export interface DrawdownPath {
  readonly dates: readonly string[];
  /** The highest level up to and including the date, in the unit of the levels. */
  readonly highWaterMark: Float64Array;
  /** 1 - level / high-water mark: positive is a loss, 0 at a new high, above 1 below zero equity. */
  readonly drawdown: Float64Array;
}

/** The deepest drawdown of a curve. */
export interface MaximumDrawdown {
  /** As a fraction of the peak, positive; 0 for a curve that never falls. */
  readonly drawdown: number;
  readonly peakLevel: number;
  readonly troughLevel: number;
  /** The last date at the peak before the trough; null when that is the start level. */
  readonly peakDate: string | null;
  /** Null for a curve that never falls. */
  readonly troughDate: string | null;
  /** The first date after the trough at the peak's level or above; null when not yet. */
  readonly recoveryDate: string | null;
}

/**
 * The drawdown of prices or of an equity curve on every date, as a fraction of the high-water mark.
 *
 * Throws a RangeError for an empty curve, NaN, a first level that is not positive, and dates that are
 * out of order or repeated.
 */
export function drawdownPath(levels: DatedSeries, options: DrawdownOptions = {}): DrawdownPath {
  checkObject("levels", levels);
  checkObject("options", options);
  checkLevels(levels, options);
  let highest = options.startLevel ?? 0;
  const highWaterMark = levels.values.map((level) => {
    highest = Math.max(highest, level);
    return highest;
  });
  const drawdown = levels.values.map((level, i) => {
    const mark = highWaterMark[i]!;
    return (mark - level) / mark;
  });
  return { dates: levels.dates, highWaterMark, drawdown };
}

/**
 * The deepest drawdown with its peak, trough and recovery; the earliest of equally deep ones.
 *
 * Throws what {@link drawdownPath} throws.
 */
export function maximumDrawdown(
  levels: DatedSeries,
  options: DrawdownOptions = {},
): MaximumDrawdown {
  checkObject("levels", levels);
  checkObject("options", options);
  const path = drawdownPath(levels, options);
  const trough = indexOfLargest(path.drawdown);
  const drawdown = path.drawdown[trough]!;
  const peakLevel = path.highWaterMark[trough]!;
  const dateAt = (index: number): string | null => levels.dates[index] ?? null;
  const fell = drawdown > 0;
  return {
    drawdown,
    peakLevel,
    troughLevel: levels.values[trough]!,
    peakDate: dateAt(levels.values.subarray(0, trough + 1).lastIndexOf(peakLevel)),
    troughDate: fell ? dateAt(trough) : null,
    recoveryDate: fell ? dateAt(firstAtOrAbove(levels.values, trough, peakLevel)) : null,
  };
}

function checkLevels(levels: DatedSeries, { startLevel }: DrawdownOptions): void {
  checkSample("levels", levels.values, 1);
  checkDatedSeries("levels", levels);
  if (startLevel === undefined) checkPositive("levels[0]", levels.values[0]!);
  else checkPositive("startLevel", startLevel);
}

function indexOfLargest(values: Float64Array): number {
  return values.reduce((best, value, i) => (value > values[best]! ? i : best), 0);
}

/** The index of the first level after `trough` that is at least `peak`; -1 when there is none. */
function firstAtOrAbove(levels: Float64Array, trough: number, peak: number): number {
  return levels.findIndex((level, i) => i > trough && level >= peak);
}
