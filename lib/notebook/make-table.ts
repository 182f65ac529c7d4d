import type { TableCell, TableColumn, TableFormat, TableModel } from "./table-model.ts";
import { type TableRows, type TableSource, tableRows } from "./table-rows.ts";

/** A column as the caller asks for it; what is left out follows from the cells. */
export interface ColumnOptions {
  readonly key: string;
  readonly label?: string;
  readonly format?: TableFormat;
  readonly digits?: number;
  readonly align?: "left" | "right";
}

export interface TableOptions {
  /** Columns to show, in order; all of them without it. */
  readonly columns?: readonly (string | ColumnOptions)[];
  readonly title?: string;
  /** By which tools find the table; made from the title without it. */
  readonly name?: string;
  /** Formats by column key. */
  readonly formats?: Readonly<Record<string, TableFormat>>;
  /** Digits after the point: of every number, or by column key. */
  readonly digits?: number | Readonly<Record<string, number>>;
  /** Keys of columns to sum in a last row; the first column says `total`. */
  readonly totals?: readonly string[];
  /** Sample, period, source, what the reader must know. */
  readonly caption?: string;
}

/**
 * The table that {@link table} writes. Throws a RangeError for a column that the rows do not have
 * and a TypeError for cells that are no values or for a total over texts.
 */
export function makeTable(source: TableSource, options: TableOptions = {}): TableModel {
  const wanted = options.columns?.map((column) =>
    typeof column === "string" ? column : column.key,
  );
  const table = tableRows(source, wanted);
  const asked = (options.columns ?? table.keys).map((column) =>
    typeof column === "string" ? { key: column } : column,
  );
  const columns = asked.map((column) => columnOf(column, table, options));
  if (columns.length === 0) throw new RangeError("a table must have at least one column: none");
  checkKeys("formats", Object.keys(options.formats ?? {}), columns);
  checkKeys("totals", options.totals ?? [], columns);
  const rows = table.rows.map((row) =>
    Object.fromEntries(columns.map(({ key }) => [key, row[key] ?? null])),
  );
  const { title = "" } = options;
  return {
    name: options.name ?? nameOf(title),
    title,
    columns,
    rows,
    ...(options.totals ? { totals: totalsOf(options.totals, columns, rows) } : {}),
    caption: options.caption ?? "",
  };
}

const isoDate = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/;

function columnOf(asked: ColumnOptions, table: TableRows, options: TableOptions): TableColumn {
  const { key } = asked;
  if (table.keys.length > 0 && !table.keys.includes(key)) {
    throw new RangeError(`columns must be of ${table.keys.join(", ")}: ${JSON.stringify(key)}`);
  }
  const cells = table.rows.map((row) => row[key] ?? null);
  const format = asked.format ?? options.formats?.[key] ?? formatOf(cells);
  const digits =
    asked.digits ?? (typeof options.digits === "object" ? options.digits[key] : options.digits);
  const align = asked.align ?? (format === "text" || format === "date" ? "left" : "right");
  const label = asked.label ?? key;
  return digits === undefined || format === "text" || format === "date" || format === "integer"
    ? { key, label, align, format }
    : { key, label, align, format, digits };
}

function formatOf(cells: readonly TableCell[]): TableFormat {
  const present = cells.filter((cell) => cell !== null);
  if (present.length === 0) return "text";
  if (present.every((cell) => typeof cell === "number")) {
    const finite = present.filter(Number.isFinite);
    return finite.length > 0 && finite.every(Number.isInteger) ? "integer" : "number";
  }
  return present.every((cell) => typeof cell === "string" && isoDate.test(cell)) ? "date" : "text";
}

function checkKeys(what: string, keys: readonly string[], columns: readonly TableColumn[]): void {
  const known = columns.map(({ key }) => key);
  for (const key of keys) {
    if (known.includes(key)) continue;
    throw new RangeError(
      `${what} must name columns of ${known.join(", ")}: ${JSON.stringify(key)}`,
    );
  }
}

function totalsOf(
  keys: readonly string[],
  columns: readonly TableColumn[],
  rows: readonly Record<string, TableCell>[],
): Record<string, TableCell> {
  const first = columns[0]!.key;
  const sums = keys.map((key) => {
    const cells = rows.map((row) => row[key]);
    if (!cells.every((cell) => typeof cell === "number")) {
      throw new TypeError(`totals must be over numbers: ${JSON.stringify(key)} holds other cells`);
    }
    return [key, (cells as number[]).reduce((sum, cell) => sum + cell, 0)] as const;
  });
  return { ...(keys.includes(first) ? {} : { [first]: "total" }), ...Object.fromEntries(sums) };
}

function nameOf(title: string): string {
  const name = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return name === "" ? "table" : name;
}
