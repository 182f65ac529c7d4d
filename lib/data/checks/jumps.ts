import { naturalLog } from "../../math/natural-log.ts";
import type { FigureTable } from "../figure-table.ts";
import type { DataFinding } from "./finding.ts";
import { seriesOf } from "./series.ts";

/**
 * Largest |log return| between two closes that passes unremarked: 0.5, that is -39 % or +65 %.
 * Bitcoin's worst day of the four years, 2020-03-12, stays just inside (-0.494); what goes beyond
 * is either a crash that a reader should know of or a wrong figure.
 */
export const jumpBound = 0.5;

/** Closes that differ from the close of the step before by more than {@link jumpBound}. */
export function findJumps(table: FigureTable): DataFinding[] {
  return seriesOf(table, "close").flatMap(({ asset, times, values }) =>
    times.flatMap((time, i) => {
      const [before, now] = [values[i - 1] ?? Number.NaN, values[i]!];
      const change = naturalLog(now / before);
      if (!(Math.abs(change) > jumpBound)) return [];
      const percent = (100 * (now / before - 1)).toFixed(2);
      const message = `${before} to ${now}, ${change > 0 ? "+" : ""}${percent} %`;
      return [{ check: "jump", asset, from: time, to: time, message }] satisfies DataFinding[];
    }),
  );
}
