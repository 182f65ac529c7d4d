import type { FigureKind } from "stressbook/data";
import type { Sheet } from "./read-csv.ts";
import { refuseIssues, refuseWhole } from "./refuse.ts";

/** What a user can say of a file where the importer would otherwise find out by itself. */
export interface LayoutOptions {
  readonly kind?: FigureKind;
  /** A column per asset (wide), or a line per asset and time (long). */
  readonly layout?: "wide" | "long";
  /** The asset of a long file that has no column for it. */
  readonly asset?: string;
  /** Columns to leave out. */
  readonly ignore?: readonly string[];
}

/** A column that holds figures. */
interface FigureColumn {
  readonly index: number;
  readonly header: string;
  readonly field: string;
  /** The asset of the whole column; undefined where a column names the asset of each line. */
  readonly asset: string | undefined;
}

/** Which column of a sheet is what. */
export interface Layout {
  readonly time: number;
  /** Column that names the asset of a line, in a long file. */
  readonly asset: number | undefined;
  readonly figures: readonly FigureColumn[];
}

const timeColumns = ["date", "day", "hour", "time", "timestamp"];
const assetColumns = ["asset", "symbol"];
const fieldColumns = ["open", "high", "low", "close", "rate"];
const assetPattern = /^[A-Z0-9][A-Z0-9._-]{0,19}$/;

/**
 * Finds out which column of a sheet is what. A file with a column `close` or `rate`, or one that
 * names assets, is long; any other is wide, each column beside the time being an asset.
 *
 * @throws InvalidInputError when a column is missing, given twice, or not known.
 */
export function detectLayout(name: string, sheet: Sheet, options: LayoutOptions): Layout {
  const header = sheet.header.map((cell) => cell.toLowerCase());
  checkHeader(name, sheet.header, options.ignore ?? []);
  const time = header.findIndex((cell) => timeColumns.includes(cell));
  if (time < 0) refuseWhole(name, `must have a column ${timeColumns.join(" or ")}`, shown(sheet));
  return isLong(header, options)
    ? longLayout(name, sheet, { ...options, time })
    : wideLayout(name, sheet, { ...options, time });
}

/** True for an asset as the data set names it: upper case, `BTC`. */
export function isAssetName(text: string): boolean {
  return assetPattern.test(text);
}

function checkHeader(name: string, header: readonly string[], ignore: readonly string[]): void {
  const twice = header.filter((cell, i) => header.indexOf(cell) !== i);
  if (twice.length > 0) refuseWhole(name, "must name each column once", JSON.stringify(twice[0]));
  const unknown = ignore.find((column) => !header.includes(column));
  if (unknown !== undefined) {
    refuseWhole(name, "must have the column to ignore", JSON.stringify(unknown));
  }
}

function isLong(header: readonly string[], { layout, asset }: LayoutOptions): boolean {
  if (layout !== undefined) return layout === "long";
  const signs = [...assetColumns, "close", "rate"];
  return asset !== undefined || header.some((cell) => signs.includes(cell));
}

interface Told extends LayoutOptions {
  readonly time: number;
}

function longLayout(name: string, sheet: Sheet, told: Told): Layout {
  const header = sheet.header.map((cell) => cell.toLowerCase());
  const assetColumn = header.findIndex((cell) => assetColumns.includes(cell));
  if (assetColumn < 0 === (told.asset === undefined)) {
    const rule = "must have either a column asset or the option --asset";
    refuseWhole(name, rule, assetColumn < 0 ? "neither" : "both");
  }
  if (told.asset !== undefined && !isAssetName(told.asset)) {
    refuseWhole("--asset", "must be an asset in upper case", JSON.stringify(told.asset));
  }
  const others = otherColumns(sheet, told).filter(({ index }) => index !== assetColumn);
  const unknown = others.filter(({ header: cell }) => !fieldColumns.includes(cell.toLowerCase()));
  refuseUnknown(name, unknown, `must be one of ${fieldColumns.join(", ")}`);
  const figures = others.map(({ index, header: cell }) => {
    return { index, header: cell, field: cell.toLowerCase(), asset: told.asset };
  });
  return { time: told.time, asset: assetColumn < 0 ? undefined : assetColumn, figures };
}

function wideLayout(name: string, sheet: Sheet, told: Told): Layout {
  const others = otherColumns(sheet, told);
  const unknown = others.filter(({ header }) => !isAssetName(header));
  refuseUnknown(name, unknown, "must be an asset in upper case");
  if (others.length === 0) refuseWhole(name, "must have a column per asset", shown(sheet));
  const field = told.kind === "funding" ? "rate" : "close";
  return {
    time: told.time,
    asset: undefined,
    figures: others.map(({ index, header }) => ({ index, header, field, asset: header })),
  };
}

function otherColumns(sheet: Sheet, told: Told): { index: number; header: string }[] {
  return sheet.header
    .map((header, index) => ({ index, header }))
    .filter(({ index, header }) => index !== told.time && !told.ignore?.includes(header));
}

function refuseUnknown(name: string, columns: readonly { header: string }[], rule: string): void {
  if (columns.length === 0) return;
  refuseIssues(
    name,
    columns.map(({ header }) => ({
      path: `column ${JSON.stringify(header)}`,
      rule: `${rule}, or be left out with --ignore`,
      value: JSON.stringify(header),
    })),
  );
}

function shown({ header }: Sheet): string {
  return JSON.stringify(header.join(","));
}
