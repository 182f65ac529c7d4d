import type { TableCell, TableColumn, TableFormat, TableModel } from "stressbook/charts";

const formats: readonly TableFormat[] = ["usd", "percent", "number", "integer", "date", "text"];
const largestDigits = 20;

/** The table in a decoded payload; undefined when anything in it is not as `table` writes it. */
export function readTable(value: unknown): TableModel | undefined {
  if (!isRecord(value)) return undefined;
  const { name, title, columns, rows, totals, caption } = value;
  if (typeof name !== "string" || typeof title !== "string" || typeof caption !== "string") {
    return undefined;
  }
  if (!Array.isArray(columns) || columns.length === 0 || !columns.every(isColumn)) return undefined;
  if (!Array.isArray(rows) || !rows.every(isRow)) return undefined;
  if (totals !== undefined && !isRow(totals)) return undefined;
  return { name, title, columns, rows, caption, ...(totals !== undefined && { totals }) };
}

function isColumn(value: unknown): value is TableColumn {
  if (!isRecord(value)) return false;
  const { key, label, align, format, digits } = value;
  return (
    typeof key === "string" &&
    typeof label === "string" &&
    (align === "left" || align === "right") &&
    formats.includes(format as TableFormat) &&
    (digits === undefined || isDigits(digits))
  );
}

function isDigits(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= largestDigits;
}

function isRow(value: unknown): value is Record<string, TableCell> {
  return isRecord(value) && Object.values(value).every(isCell);
}

function isCell(value: unknown): value is TableCell {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
