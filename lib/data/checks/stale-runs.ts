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
  const minimum = table.kind === "hourly" ? staleRunLength.hourly : staleRunLength.daily;
  return seriesOf(table, "close").flatMap((series) => runsOf(series, minimum));
}

function runsOf({ asset, times, values }: FigureSeries, minimum: number): DataFinding[] {
  const found: DataFinding[] = [];
  let start = 0;
  for (let i = 1; i <= values.length; i++) {
    if (values[i] === values[start]) continue;
    if (i - start >= minimum) {
      const message = `${i - start} times in a row ${values[start]}`;
      found.push({ check: "stale run", asset, from: times[start]!, to: times[i - 1]!, message });
    }
    start = i;
  }
  return found;
}
