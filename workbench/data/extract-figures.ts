import type { FigureKind, InputIssue, SourceFigure } from "stressbook/data";
import { isAssetName, type Layout } from "./detect-layout.ts";
import type { Sheet, SheetRow } from "./read-csv.ts";
import { refuseIssues, refuseWhole } from "./refuse.ts";
import { parseTime, type SourceTime, timeRule } from "./source-time.ts";

/** The figures of a file to import, with the place each stands at. */
export interface ExtractedFigures {
  readonly kind: FigureKind;
  /** Assets that have figures: in the order of the columns (wide) or of the lines (long). */
  readonly assets: readonly string[];
  readonly figures: readonly SourceFigure[];
}

/** How to read a sheet: which column is what, and the kind where the user says it. */
interface ExtractOptions {
  readonly layout: Layout;
  readonly kind: FigureKind | undefined;
}

/**
 * Takes the figures out of a sheet. The kind, when not told: hourly as soon as a time is not at
 * midnight, funding when the file has a column `rate`, daily otherwise. An empty cell is no figure.
 *
 * @throws InvalidInputError naming every line whose time or asset is wrong.
 */
export function extractFigures(
  name: string,
  sheet: Sheet,
  { layout, kind: told }: ExtractOptions,
): ExtractedFigures {
  const times = sheet.rows.map(({ cells }) => parseTime(cells[layout.time]!));
  const kind = told ?? detectKind(layout, times);
  const issues = sheet.rows.flatMap((row, i) => rowIssues({ row, layout, kind }, times[i]));
  if (issues.length > 0) refuseIssues(name, issues);
  checkFields(name, layout, kind);
  const figures = sheet.rows.flatMap((row, i) =>
    rowFigures(row, layout, timeText(kind, times[i]!)),
  );
  if (figures.length === 0) refuseWhole(name, "must hold at least one figure", "none");
  return { kind, assets: assetsOf(layout, figures), figures };
}

function detectKind(layout: Layout, times: readonly (SourceTime | undefined)[]): FigureKind {
  if (layout.figures.some(({ field }) => field === "rate")) return "funding";
  const isHourly = times.some((time) => time?.hour !== undefined && time.hour !== "00");
  return isHourly ? "hourly" : "daily";
}

function assetsOf(layout: Layout, figures: readonly SourceFigure[]): string[] {
  const found = new Set(figures.map(({ asset }) => asset));
  const columns = layout.figures.flatMap(({ asset }) => (asset === undefined ? [] : [asset]));
  return [...new Set([...columns, ...found])].filter((asset) => found.has(asset));
}

interface RowContext {
  readonly row: SheetRow;
  readonly layout: Layout;
  readonly kind: FigureKind;
}

function rowIssues({ row, layout, kind }: RowContext, time: SourceTime | undefined): InputIssue[] {
  const path = `line ${row.line}`;
  const written = JSON.stringify(row.cells[layout.time]);
  if (time === undefined) return [{ path, rule: timeRule, value: written }];
  if (kind === "hourly" && time.hour === undefined) {
    return [{ path, rule: "must have an hour, as hourly figures do", value: written }];
  }
  if (kind !== "hourly" && (time.hour ?? "00") !== "00") {
    return [{ path, rule: `must be a date, as ${kind} figures have`, value: written }];
  }
  const asset = layout.asset === undefined ? undefined : row.cells[layout.asset]!;
  if (asset === undefined || isAssetName(asset)) return [];
  return [{ path, rule: "must name an asset in upper case", value: JSON.stringify(asset) }];
}

function checkFields(name: string, { figures }: Layout, kind: FigureKind): void {
  const needed = { daily: ["close"], funding: ["rate"], hourly: ["high", "low", "close"] }[kind];
  const found = new Set(figures.map(({ field }) => field));
  const missing = needed.filter((field) => !found.has(field));
  if (missing.length === 0) return;
  const rule = `must have the columns ${needed.join(", ")}, as ${kind} figures do`;
  refuseWhole(name, rule, `missing ${missing.join(", ")}`);
}

function timeText(kind: FigureKind, { date, hour }: SourceTime): string {
  return kind === "hourly" ? `${date}T${hour}:00Z` : date;
}

function rowFigures({ line, cells }: SheetRow, layout: Layout, time: string): SourceFigure[] {
  return layout.figures.flatMap(({ index, header, field, asset }) => {
    const text = cells[index]!;
    if (text === "") return [];
    return { line, column: header, time, asset: asset ?? cells[layout.asset!]!, field, text };
  });
}
