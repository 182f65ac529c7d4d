import { addDays } from "../../../lib/base/time.ts";
import type { ReturnPanel, ReturnSeries } from "../../../lib/market/returns.ts";
import { matrixFromRows } from "../../../lib/math/matrix.ts";

/** Contiguous dates from 2021-01-01. */
export function datesOf(count: number): string[] {
  return Array.from({ length: count }, (_, i) => addDays("2021-01-01", i));
}

/** A panel of simple returns from rows, on contiguous dates. */
export function panelOf(
  assets: readonly string[],
  rows: readonly (readonly number[])[],
): ReturnPanel<"simple"> {
  return { kind: "simple", dates: datesOf(rows.length), assets, values: matrixFromRows(rows) };
}

/** A series of simple returns on contiguous dates. */
export function seriesOf(values: readonly number[], asset = "AAA"): ReturnSeries<"simple"> {
  return {
    kind: "simple",
    asset,
    dates: datesOf(values.length),
    values: Float64Array.from(values),
  };
}
