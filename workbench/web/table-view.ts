import { formatCell, type TableCell, type TableColumn, type TableModel } from "stressbook/charts";
import { escapeHtml } from "./escape.ts";
import { leftOut, limits } from "./limits.ts";
import type { PageContext } from "./page-context.ts";
import { tableCsv } from "./table-csv.ts";

type Row = Readonly<Record<string, TableCell>>;

const longText = 40;

/**
 * The table of a notebook output as HTML, drawn from its values: numbers right-aligned, losses in
 * another colour, a missing value visible; below it, its values as a CSV file.
 */
export function tableView(table: TableModel, context: PageContext): string {
  const { title, caption, columns, totals } = table;
  const rows = table.rows.slice(0, Math.ceil(limits.tableCells / columns.length));
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
${foot}</table></div>${caption === "" ? "" : `<p class="table-note">${escapeHtml(caption)}</p>`}\
${leftOut(table.rows.length - rows.length, "rows")}${context.paper ? "" : dataLink(table, context)}</div>`;
}

// In the address itself, so that it needs no script; encoded, as a data address ends at a `#`.
function dataLink(table: TableModel, context: PageContext): string {
  const csv = tableCsv(table);
  if (csv.length > limits.payload) return "";
  const href = `data:text/csv;charset=utf-8;base64,${Buffer.from(csv, "utf8").toString("base64")}`;
  const name = `${context.downloadName(table.name || "table")}.csv`;
  return `<p class="data">Data: <a download="${name}" href="${href}">CSV</a></p>`;
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
