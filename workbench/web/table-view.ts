import {
  decodePayload,
  formatCell,
  type TableCell,
  type TableColumn,
  type TableModel,
} from "stressbook/charts";
import type { Json } from "../notebook/json.ts";
import { escapeHtml } from "./escape.ts";
import { readTable } from "./read-table.ts";

type Row = Readonly<Record<string, TableCell>>;

const longText = 40;

/**
 * The table of a notebook output as HTML, drawn from its values: numbers right-aligned, losses in
 * another colour, a missing value visible. Undefined when the payload is not a table.
 */
export function tableView(payload: Json): string | undefined {
  const table = modelOf(payload);
  if (table === undefined) return undefined;
  const { title, caption, columns, rows, totals } = table;
  const wide = new Set(columns.filter((column) => isWordy(column, rows)));
  const line = (row: Row, lacking: string): string => rowView({ row, columns, wide, lacking });
  const body = rows.map((row) => line(row, "n/a")).join("\n");
  const foot = totals === undefined ? "" : `<tfoot>${line(totals, "")}</tfoot>\n`;
  return `<div class="table">${title === "" ? "" : `<p class="table-title">${escapeHtml(title)}</p>`}
<div class="scroll"><table${title === "" ? "" : ` aria-label="${escapeHtml(title)}"`}>
<thead><tr>${columns.map(headView).join("")}</tr></thead>
<tbody>
${body}
</tbody>
${foot}</table></div>${caption === "" ? "" : `<p class="table-note">${escapeHtml(caption)}</p>`}</div>`;
}

function modelOf(payload: Json): TableModel | undefined {
  try {
    return readTable(decodePayload(payload));
  } catch {
    return undefined;
  }
}

function isWordy({ key, format }: TableColumn, rows: readonly Row[]): boolean {
  return format === "text" && rows.some((row) => String(row[key] ?? "").length > longText);
}

function headView({ label, align }: TableColumn): string {
  return `<th scope="col"${align === "right" ? ' class="number"' : ""}>${escapeHtml(label)}</th>`;
}

interface RowParts {
  readonly row: Row;
  readonly columns: readonly TableColumn[];
  readonly wide: ReadonlySet<TableColumn>;
  /** What a cell says that the row does not have. */
  readonly lacking: string;
}

function rowView({ row, columns, wide, lacking }: RowParts): string {
  const cells = columns.map((column) => {
    const value = Object.hasOwn(row, column.key) ? row[column.key] : undefined;
    const text = value === undefined ? lacking : formatCell(value, column);
    const classes = [
      column.align === "right" ? "number" : "",
      wide.has(column) ? "words" : "",
      typeof value === "number" && value < 0 ? "negative" : "",
      value === null || Number.isNaN(value) ? "missing" : "",
    ].filter((name) => name !== "");
    const attribute = classes.length === 0 ? "" : ` class="${classes.join(" ")}"`;
    return `<td${attribute}>${escapeHtml(text)}</td>`;
  });
  return `<tr>${cells.join("")}</tr>`;
}
