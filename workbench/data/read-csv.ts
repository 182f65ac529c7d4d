import { CsvError, parse } from "csv-parse/sync";
import { refuseIssues, refuseWhole } from "./refuse.ts";

/** One line of a sheet below its header. */
export interface SheetRow {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A comma-separated file: its header, and rows that all have as many cells. */
export interface Sheet {
  readonly header: readonly string[];
  readonly rows: readonly SheetRow[];
}

interface ParsedRecord {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

const otherSeparators: Record<string, string> = { ";": "semicolons", "\t": "tabs", "|": "bars" };

/**
 * Reads a comma-separated file as it comes: a byte order mark, CR LF, quoted cells and blank lines
 * are accepted, spaces around cells dropped.
 *
 * @param name what the messages call the file.
 * @throws InvalidInputError when it is empty, not UTF-8, separated otherwise, or a row has more or
 * fewer cells than the header.
 */
export function readCsv(name: string, bytes: Uint8Array): Sheet {
  const text = decode(name, bytes);
  if (text.trim() === "") refuseWhole(name, "must hold a header and figures", "the file is empty");
  const [first, ...rest] = parseRecords(name, text);
  const header = first?.record ?? [];
  checkSeparator(name, header);
  const rows = rest.map(({ record, info }) => ({ line: info.lines, cells: record }));
  const ragged = rows.filter(({ cells }) => cells.length !== header.length);
  if (ragged.length > 0) {
    const rule = `must have ${header.length} cells like the header`;
    refuseIssues(
      name,
      ragged.map(({ line, cells }) => ({ path: `line ${line}`, rule, value: `${cells.length}` })),
    );
  }
  return { header, rows };
}

function decode(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refuseWhole(name, "must be text in UTF-8", "bytes that are not");
  }
}

function parseRecords(name: string, text: string): ParsedRecord[] {
  try {
    return parse(text, {
      info: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as unknown as ParsedRecord[];
  } catch (error) {
    if (error instanceof CsvError) refuseWhole(name, "must be well-formed CSV", error.message);
    throw error;
  }
}

function checkSeparator(name: string, header: readonly string[]): void {
  if (header.length !== 1) return;
  const cell = header[0]!;
  const found = Object.keys(otherSeparators).find((separator) => cell.includes(separator));
  if (found === undefined) return;
  refuseWhole(name, "must be separated by commas", `found ${otherSeparators[found]}`);
}
