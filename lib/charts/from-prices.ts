import { describe } from "../base/check.ts";
import type { PriceHistory } from "../market/price-history.ts";
import type { CoverageData, CoverageSegment } from "./data-coverage.ts";
import type { LinesData } from "./lines-data.ts";

/**
 * The closes of some assets as series to draw: only what is drawn is kept in a notebook's output.
 * Throws a RangeError for an asset that the history does not have.
 */
export function priceLinesData(history: PriceHistory, assets: readonly string[]): LinesData {
  const series = assets.map((name) => ({ name, values: closesOf(history, name) }));
  return { dates: [...history.dates], series };
}

/** Which days have a close, per asset, for `dataCoverage`. */
export function priceCoverage(history: PriceHistory): CoverageData {
  const { dates, assets } = history;
  if (dates.length === 0) throw new RangeError("history must have at least one date: none");
  return {
    from: dates[0]!,
    to: dates.at(-1)!,
    assets: assets.map((name) => ({ name, segments: segmentsOf(dates, closesOf(history, name)) })),
  };
}

function closesOf({ dates, assets, closes }: PriceHistory, asset: string): Float64Array {
  const column = assets.indexOf(asset);
  if (column < 0) {
    throw new RangeError(`assets must be of ${assets.join(", ")}: ${describe(asset)}`);
  }
  return Float64Array.from(dates, (_, i) => closes.values[i * closes.columns + column]!);
}

function segmentsOf(dates: readonly string[], values: Float64Array): CoverageSegment[] {
  const segments: { from: string; to: string }[] = [];
  dates.forEach((date, i) => {
    if (Number.isNaN(values[i]!)) return;
    if (i > 0 && !Number.isNaN(values[i - 1]!)) segments.at(-1)!.to = date;
    else segments.push({ from: date, to: date });
  });
  return segments;
}
