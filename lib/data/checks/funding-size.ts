import type { FigureTable } from "../figure-table.ts";
import type { DataFinding } from "./finding.ts";
import { seriesOf } from "./series.ts";

/**
 * Largest daily funding that passes unremarked, as a fraction of notional: 1 % a day is 365 % a
 * year. Figures given in percent or in basis points by mistake go beyond it.
 */
export const fundingBound = 0.01;

/** Daily funding beyond {@link fundingBound}, of either sign. */
export function findLargeFunding(table: FigureTable): DataFinding[] {
  return seriesOf(table, "rate").flatMap(({ asset, times, values }) =>
    times.flatMap((time, i) => {
      if (!(Math.abs(values[i]!) > fundingBound)) return [];
      const message = `${values[i]} of notional in one day`;
      return [
        { check: "funding size", asset, from: time, to: time, message },
      ] satisfies DataFinding[];
    }),
  );
}
