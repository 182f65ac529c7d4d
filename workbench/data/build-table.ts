import { type FigureTable, figureFields, figureTimes } from "stressbook/data";
import type { ExtractedFigures } from "./extract-figures.ts";

/**
 * The table of checked figures, digit for digit, on contiguous times. Fields that the data set does
 * not keep (open; high and low of days) are left out.
 */
export function buildTable({ kind, assets, figures }: ExtractedFigures): FigureTable {
  const fields = figureFields(kind);
  const kept = figures.filter(({ field }) => fields.includes(field));
  const sorted = kept.map(({ time }) => time).sort();
  const times = figureTimes(kind, [sorted[0]!, sorted[sorted.length - 1]!]);
  const rowOf = new Map(times.map((time, i) => [time, i]));
  const columnOf = new Map(assets.map((asset, j) => [asset, j * fields.length]));
  const cells = times.map(() => Array<string>(assets.length * fields.length).fill(""));
  for (const { time, asset, field, text } of kept) {
    cells[rowOf.get(time)!]![columnOf.get(asset)! + fields.indexOf(field)] = text;
  }
  return { kind, times, assets, cells };
}
