/** What a notebook cell calls to show its results. */
export {
  formatChange,
  formatNumber,
  formatPercent,
  formatUsd,
  formatUsdFull,
} from "./charts/format.ts";
export { type DisplayBundle, display } from "./notebook/display.ts";
export { type ColumnOptions, makeTable, type TableOptions } from "./notebook/make-table.ts";
export { type PngOptions, renderPng } from "./notebook/render-png.ts";
export { say } from "./notebook/say.ts";
export { type DrawnChart, drawChart, show } from "./notebook/show.ts";
export { table } from "./notebook/table.ts";
export type { TableCell, TableColumn, TableFormat, TableModel } from "./notebook/table-model.ts";
export type { ArqueroLike, DataFrameLike, TableRow, TableSource } from "./notebook/table-rows.ts";
export { tableHtml, tableText } from "./notebook/table-text.ts";
