import type { TableModel } from "stressbook/charts";
import { csvText } from "./csv.ts";

/** A table's values as CSV, its labels as header, without the totals: nobody should sum them again. */
export function tableCsv({ columns, rows }: TableModel): string {
  return csvText({
    header: columns.map(({ label }) => label),
    rows: rows.map((row) =>
      columns.map(({ key }) => (Object.hasOwn(row, key) ? row[key] : undefined)),
    ),
  });
}
