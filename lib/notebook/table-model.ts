import { formatAs, type NumberFormat, notAvailable } from "../charts/format.ts";

/** How the cells of a column are written; `date` and `text` as they stand. */
export type TableFormat = NumberFormat | "date" | "text";

export type TableCell = string | number | boolean | null;

export interface TableColumn {
  /** The property of a row. */
  readonly key: string;
  readonly label: string;
  readonly align: "left" | "right";
  readonly format: TableFormat;
  /** Digits after the point of numbers; the format's own where it is not given. */
  readonly digits?: number;
}

/** A table as a notebook output records it; cells are values, not texts. */
export interface TableModel {
  /** By which tools find the table: `pnl-by-scenario`. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly Readonly<Record<string, TableCell>>[];
  /** One more row, of sums, kept apart from the rows so that nobody sorts or sums it again. */
  readonly totals?: Readonly<Record<string, TableCell>>;
  readonly caption: string;
}

/** A cell as text: numbers in the column's format; a missing value is `n/a`, never a blank. */
export function formatCell(value: TableCell | undefined, column: TableColumn): string {
  if (value === null || value === undefined) return notAvailable;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  const { format, digits } = column;
  if (format !== "date" && format !== "text") return formatAs(format, value, digits);
  return Number.isNaN(value) ? notAvailable : String(value).replace("-", "−");
}

/** The texts of the rows, and of the totals as the last one; a cell that the totals lack is blank. */
export function tableTexts({ columns, rows, totals }: TableModel): string[][] {
  const body = rows.map((row) => columns.map((column) => formatCell(row[column.key], column)));
  if (totals === undefined) return body;
  const last = columns.map((column) =>
    column.key in totals ? formatCell(totals[column.key], column) : "",
  );
  return [...body, last];
}
