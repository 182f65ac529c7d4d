import { type FigureTable, figureFields } from "../figure-table.ts";

/** One field of one asset as numbers, in the order of `times`; NaN where there is no figure. */
export interface FigureSeries {
  readonly asset: string;
  readonly times: readonly string[];
  readonly values: Float64Array;
}

/** The series of one field, an entry per asset. */
export function seriesOf(table: FigureTable, field: string): FigureSeries[] {
  const fields = figureFields(table.kind);
  return table.assets.map((asset, j) => {
    const column = j * fields.length + fields.indexOf(field);
    const values = Float64Array.from(table.cells, (row) => {
      const cell = row[column]!;
      return cell === "" ? Number.NaN : Number(cell);
    });
    return { asset, times: table.times, values };
  });
}
