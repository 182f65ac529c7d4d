import { describe } from "../base/check.ts";
import type { TableCell } from "./table-model.ts";

/** A row of a table: a plain object, one property per column. */
export type TableRow = object;

/** An Arquero table, by what is used of it. */
export interface ArqueroLike {
  columnNames(): string[];
  objects(): TableRow[];
}

/** A danfo DataFrame, by what is used of it. */
export interface DataFrameLike {
  readonly columns: readonly string[];
  readonly values: readonly unknown[];
}

/** What {@link table} takes: rows, an Arquero table or a danfo DataFrame. */
export type TableSource = readonly TableRow[] | ArqueroLike | DataFrameLike;

/** Column keys in order and the rows with plain cells. */
export interface TableRows {
  readonly keys: readonly string[];
  readonly rows: readonly Record<string, TableCell>[];
}

/**
 * The keys and rows of any source, cells of the columns in `wanted` only where that is given. Dates
 * become ISO dates, undefined becomes null. Throws a TypeError for what is no table, and for a cell
 * that is an object, with its row and column.
 */
export function tableRows(source: TableSource, wanted?: readonly string[]): TableRows {
  const { keys, rows } = keyedRows(source);
  const shown = wanted === undefined ? keys : keys.filter((key) => wanted.includes(key));
  const plain = rows.map((row, i) =>
    Object.fromEntries(shown.map((key) => [key, cellOf(row[key], `rows[${i}].${key}`)])),
  );
  return { keys, rows: plain };
}

type Loose = Record<string, unknown>;

function keyedRows(source: TableSource): { keys: string[]; rows: Loose[] } {
  if (Array.isArray(source)) return fromObjects(source);
  if (typeof source === "object" && source !== null) {
    if ("objects" in source)
      return { keys: source.columnNames(), rows: source.objects() as Loose[] };
    if ("columns" in source && "values" in source) return fromFrame(source as DataFrameLike);
  }
  throw new TypeError(
    `rows must be an array of objects, an Arquero table or a DataFrame: ${describe(source)}`,
  );
}

function fromObjects(rows: readonly TableRow[]): { keys: string[]; rows: Loose[] } {
  rows.forEach((row: unknown, i) => {
    if (typeof row !== "object" || row === null || Array.isArray(row)) {
      throw new TypeError(`rows[${i}] must be an object: ${describe(row)}`);
    }
  });
  return { keys: [...new Set(rows.flatMap((row) => Object.keys(row)))], rows: rows as Loose[] };
}

function fromFrame({ columns, values }: DataFrameLike): { keys: string[]; rows: Loose[] } {
  const rows = values.map((row) =>
    Object.fromEntries(columns.map((key, j) => [key, (row as readonly unknown[])[j]])),
  );
  return { keys: [...columns], rows };
}

function cellOf(value: unknown, path: string): TableCell {
  if (value === undefined || value === null) return null;
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") {
    return value;
  }
  if (value instanceof Date && !Number.isNaN(value.getTime())) {
    return value.toISOString().replace(/T00:00:00\.000Z$/, "");
  }
  throw new TypeError(`${path} must be a number, a text, a date or missing: ${describe(value)}`);
}
