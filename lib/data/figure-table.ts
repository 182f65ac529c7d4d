import type { FigureKind } from "./manifest.ts";

/**
 * The figures of one file as written, digit for digit: a row per time, a column per asset and
 * field. A cell is the text of the figure, or empty where there is none.
 */
export interface FigureTable {
  readonly kind: FigureKind;
  /** Ascending and contiguous: every day, or every hour, from the first to the last. */
  readonly times: readonly string[];
  readonly assets: readonly string[];
  /** `cells[i][j * fields + k]`: time i, asset j, field k of {@link figureFields}. */
  readonly cells: readonly (readonly string[])[];
}

/** The figures a file of this kind holds per asset and time, in their order. */
export function figureFields(kind: FigureKind): readonly string[] {
  if (kind === "hourly") return ["high", "low", "close"];
  return kind === "daily" ? ["close"] : ["rate"];
}

/** A column as messages name it: `BTC`, or `BTC high` in an hourly file. */
export function columnNames(table: Pick<FigureTable, "kind" | "assets">): string[] {
  const fields = figureFields(table.kind);
  if (fields.length === 1) return [...table.assets];
  return table.assets.flatMap((asset) => fields.map((field) => `${asset} ${field}`));
}

/** True when no cell of a row holds a figure. */
export function isBlankRow(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === "");
}

/** The header line of a file of this kind. */
export function figureHeader(kind: FigureKind, assets: readonly string[]): string {
  return kind === "hourly" ? "hour,asset,high,low,close" : ["date", ...assets].join(",");
}

/**
 * The text of a file: daily kinds wide, a line per date; hourly bars long, a line per hour and
 * asset that has a bar. Lines end in a line feed, the last one too.
 */
export function formatFigures(table: FigureTable): string {
  const lines = table.cells.flatMap((row, i) => formatRow(table, row, table.times[i]!));
  return `${[figureHeader(table.kind, table.assets), ...lines].join("\n")}\n`;
}

function formatRow(table: FigureTable, row: readonly string[], time: string): string[] {
  if (table.kind !== "hourly") return [[time, ...row].join(",")];
  const width = figureFields(table.kind).length;
  return table.assets.flatMap((asset, j) => {
    const bar = row.slice(j * width, (j + 1) * width);
    return isBlankRow(bar) ? [] : [[time, asset, ...bar].join(",")];
  });
}
