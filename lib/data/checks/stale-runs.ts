import type { FigureTable } from "../figure-table.ts";
import type { DataFinding } from "./finding.ts";
import { type FigureSeries, seriesOf } from "./series.ts";

/**
 * Equal closes in a row that are reported: prices of six digits hardly repeat by chance for three
 * days. Within a quiet day they do for some hours, so an hourly run must be longer.
 */
export const staleRunLength = { daily: 3, hourly: 6 } as const;

/** Runs of the same close, as a source leaves behind that has stopped or repeats its last price. */
export function findStaleRuns(table: FigureTable): DataFinding[] {
  const isHourly = table.kind === "hourly";
  const minimum = isHourly ? staleRunLength.hourly : staleRunLength.daily;
  const unit = isHourly ? "hours" : "days";
  return seriesOf(table, "close").flatMap((series) => runsOf(series, { minimum, unit }));
}

function runsOf(
  { asset, times, values }: FigureSeries,
  { minimum, unit }: { readonly minimum: number; readonly unit: string },
): DataFinding[] {
  const found: DataFinding[] = [];
  let start = 0;
  for (let i = 1; i <= values.length; i++) {
    if (values[i] === values[start]) continue;
    if (i - start >= minimum) {
      const message = `the same close of ${values[start]} for ${i - start} ${unit}`;
      found.push({ check: "stale run", asset, from: times[start]!, to: times[i - 1]!, message });
    }
    start = i;
  }
  return found;
}
