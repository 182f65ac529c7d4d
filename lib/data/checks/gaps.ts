import { figureCoverage } from "../describe-figures.ts";
import type { FigureTable } from "../figure-table.ts";
import type { DataFinding } from "./finding.ts";

/** Times without a figure between an asset's first and last: the dates are not contiguous there. */
export function findGaps(table: FigureTable): DataFinding[] {
  const unit = table.kind === "hourly" ? "hour" : "day";
  return figureCoverage(table).flatMap(({ asset, gaps }) =>
    gaps.map(({ from, to, steps }) => {
      const message = `no figure for ${steps} ${unit}${steps === 1 ? "" : "s"}`;
      return { check: "gap", asset, from, to, message };
    }),
  );
}
