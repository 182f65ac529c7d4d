import { describe } from "../base/check.ts";
import { columnNames, type FigureTable, figureFields, figureHeader } from "./figure-table.ts";
import { figureStep, figureTimes, isFigureTime } from "./figure-time.ts";
import type { FigureKind } from "./manifest.ts";

/** A longer span than this comes from a damaged date, not from figures. */
const maximumSteps = 200_000;

/** A file read as far as it can be, and what is wrong with its form. */
export interface ReadFigures {
  readonly table: FigureTable;
  /** One sentence each, with the line: `line 12 has 3 cells, the header 23`. */
  readonly problems: readonly string[];
}

interface Line {
  readonly number: number;
  readonly cells: readonly string[];
}

interface Reading {
  readonly kind: FigureKind;
  readonly assets: readonly string[];
  readonly rows: Map<string, string[]>;
  readonly problems: string[];
  readonly seen: Map<string, number>;
}

/**
 * Reads the text of a file of the data set, in the one form that the importer writes: commas, no
 * quotes, line feeds. What does not fit is left out of the table and named among the problems, so
 * that a damaged file can still be compared with its manifest.
 */
export function readFigures(kind: FigureKind, text: string): ReadFigures {
  const { lines, problems } = splitLines(text);
  const header = lines[0]?.cells ?? [];
  const body = lines.slice(1);
  const assets = kind === "hourly" ? assetsOf(body) : header.slice(1);
  const expected = figureHeader(kind, assets);
  if (header.join(",") !== expected) {
    problems.push(`the header must be ${describe(expected)}: ${describe(header.join(","))}`);
  }
  const reading: Reading = { kind, assets, rows: new Map(), problems, seen: new Map() };
  for (const line of body) kind === "hourly" ? readBar(reading, line) : readDay(reading, line);
  return { table: toTable(reading), problems };
}

function splitLines(text: string): { lines: Line[]; problems: string[] } {
  const problems: string[] = [];
  if (text.startsWith("\uFEFF")) problems.push("the file begins with a byte order mark");
  if (text.includes("\r")) problems.push("lines end in CR LF instead of LF");
  const rows = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  if (rows[rows.length - 1] === "") rows.pop();
  else problems.push("the last line does not end in a line feed");
  return { lines: rows.map((row, i) => ({ number: i + 1, cells: row.split(",") })), problems };
}

function assetsOf(body: readonly Line[]): string[] {
  return [...new Set(body.flatMap(({ cells }) => (cells[1] ? [cells[1]] : [])))];
}

function readDay(reading: Reading, line: Line): void {
  const width = reading.assets.length + 1;
  const time = acceptTime(reading, line, width);
  if (time === undefined || !isFirst(reading, line, time)) return;
  reading.rows.set(time, line.cells.slice(1));
}

function readBar(reading: Reading, line: Line): void {
  const fields = figureFields(reading.kind);
  const time = acceptTime(reading, line, fields.length + 2);
  if (time === undefined || !isFirst(reading, line, `${time}, ${line.cells[1]}`)) return;
  const row = reading.rows.get(time) ?? emptyRow(reading);
  const column = reading.assets.indexOf(line.cells[1]!) * fields.length;
  line.cells.slice(2).forEach((cell, k) => {
    row[column + k] = cell;
  });
  reading.rows.set(time, row);
}

function acceptTime(reading: Reading, line: Line, width: number): string | undefined {
  const [time = ""] = line.cells;
  if (line.cells.length !== width) {
    const found = `${line.cells.length} cells`;
    reading.problems.push(`line ${line.number} must have ${width} cells: ${found}`);
    return undefined;
  }
  if (isFigureTime(reading.kind, time)) return time;
  reading.problems.push(`line ${line.number} must begin with a time: ${describe(time)}`);
  return undefined;
}

function isFirst(reading: Reading, line: Line, key: string): boolean {
  const before = reading.seen.get(key);
  if (before === undefined) {
    reading.seen.set(key, line.number);
    return true;
  }
  reading.problems.push(`line ${line.number} repeats ${key} of line ${before}`);
  return false;
}

function toTable({ kind, assets, rows, problems }: Reading): FigureTable {
  const present = [...rows.keys()].sort();
  const [first, last] = [present[0], present[present.length - 1]];
  if (first === undefined || last === undefined) return { kind, assets, times: [], cells: [] };
  const steps = figureStep(kind, last) - figureStep(kind, first) + 1;
  if (steps > maximumSteps) problems.push(`the times run from ${first} to ${last}`);
  const times = steps > maximumSteps ? present : figureTimes(kind, [first, last]);
  const blank = emptyRow({ kind, assets });
  return { kind, assets, times, cells: times.map((time) => rows.get(time) ?? blank) };
}

function emptyRow(table: Pick<FigureTable, "kind" | "assets">): string[] {
  return columnNames(table).map(() => "");
}
