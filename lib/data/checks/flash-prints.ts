import type { FigureTable } from "../figure-table.ts";
import type { DataFinding } from "./finding.ts";
import { seriesOf } from "./series.ts";

/**
 * How far a high or low may lie from the closes around it: a factor of two. A market that really
 * traded at half the price leaves a trace in one of the neighbouring closes; a single print does
 * not.
 */
export const flashFactor = 2;

/**
 * Lows below half of the lowest, and highs above twice the highest, of the three closes around
 * them (the hour before, the hour itself, the hour after).
 */
export function findFlashPrints(table: FigureTable): DataFinding[] {
  const [highs, lows] = [seriesOf(table, "high"), seriesOf(table, "low")];
  return seriesOf(table, "close").flatMap(({ asset, times, values }, j) =>
    times.flatMap((time, i) => {
      const closes = [values[i - 1], values[i], values[i + 1]].filter(isPrice);
      const extremes = { high: highs[j]!.values[i]!, low: lows[j]!.values[i]! };
      return strayPrints(extremes, closes).map(
        (message): DataFinding => ({ check: "flash print", asset, from: time, to: time, message }),
      );
    }),
  );
}

function strayPrints(bar: { high: number; low: number }, closes: readonly number[]): string[] {
  const [lowest, highest] = [Math.min(...closes), Math.max(...closes)];
  const around = `the closes around it are ${lowest} to ${highest}`;
  return [
    ...(bar.low < lowest / flashFactor ? [`low of ${bar.low}: ${around}`] : []),
    ...(bar.high > highest * flashFactor ? [`high of ${bar.high}: ${around}`] : []),
  ];
}

function isPrice(value: number | undefined): value is number {
  return value !== undefined && !Number.isNaN(value);
}
