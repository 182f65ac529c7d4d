import {
  type DataFile,
  type DataFinding,
  describeFigures,
  type FigureKind,
  type FigureTable,
  findErrors,
  findPeculiarities,
  formatFigures,
  formatManifest,
  manifestName,
  type SourceFigure,
} from "stressbook/data";
import { buildTable } from "./build-table.ts";
import type { HeldFile } from "./current-set.ts";
import { detectLayout, type LayoutOptions } from "./detect-layout.ts";
import { extractFigures } from "./extract-figures.ts";
import { type FigureConflict, mergeTables } from "./merge-tables.ts";
import { readCsv } from "./read-csv.ts";
import { refuseIssues, refuseWhole } from "./refuse.ts";
import { renderReport, reportName } from "./render-report.ts";

/** What a user says of a file to import. */
export interface ImportOptions extends LayoutOptions {
  /** Event of hourly bars: `2020-03-covid`. */
  readonly event?: string;
  /** Where the figures come from; needed when they start a new file. */
  readonly source?: string;
  /** Accept that figures which the data set holds become other numbers. */
  readonly overwrite?: boolean;
}

/** A file to import. */
interface ImportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What an import would write, and what to tell the user. */
export interface ImportPlan {
  /** Texts by path inside the data folder. */
  readonly files: ReadonlyMap<string, string>;
  readonly entry: DataFile;
  readonly added: number;
  readonly changed: readonly FigureConflict[];
  /** Findings in the data file that were not there before. */
  readonly findings: readonly DataFinding[];
}

const eventPattern = /^\d{4}-\d{2}-[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Works out what an import makes of a data set, without touching it: one file is checked, merged
 * into its data file, and manifest and report are written anew.
 *
 * @param held every file of the data set; empty for a new one.
 * @throws InvalidInputError when the file is refused; every issue names line, column and value.
 */
export function planImport(
  file: ImportFile,
  held: readonly HeldFile[],
  options: ImportOptions,
): ImportPlan {
  const { kind, imported } = readImport(file, options);
  const name = targetName(kind, options.event);
  const before = held.find((one) => one.file.name === name);
  if (before !== undefined && before.file.kind !== kind) {
    refuseWhole("--event", `must not be the name of ${before.file.kind} figures`, name);
  }
  const merged = mergeTables(before?.table ?? emptyTable(imported), imported);
  refuseConflicts(file.name, merged.conflicts, options.overwrite ?? false);
  const entry = describeFigures(merged.table, { name, source: sourceOf(before, options) });
  const all = [...held.filter((one) => one !== before), { file: entry, table: merged.table }].sort(
    byKind,
  );
  const manifest = { format: 1 as const, files: all.map((one) => one.file) };
  return {
    files: new Map([
      [entry.path, formatFigures(merged.table)],
      [reportName, renderReport(all)],
      [manifestName, formatManifest(manifest)],
    ]),
    entry,
    added: merged.added,
    changed: merged.conflicts,
    findings: newFindings(merged.table, before?.table),
  };
}

function readImport(
  file: ImportFile,
  options: ImportOptions,
): { readonly kind: FigureKind; readonly imported: FigureTable } {
  const sheet = readCsv(file.name, file.bytes);
  const layout = detectLayout(file.name, sheet, options);
  const extracted = extractFigures(file.name, sheet, { layout, kind: options.kind });
  const { kind, figures } = extracted;
  const errors = findErrors(kind, figures);
  if (errors.length > 0) refuseIssues(file.name, withHint(errors, kind, figures));
  return { kind, imported: buildTable(extracted) };
}

/** Negative figures among small ones are funding rates that were not announced as such. */
function withHint<Issue extends { rule: string }>(
  errors: readonly Issue[],
  kind: FigureKind,
  figures: readonly SourceFigure[],
): Issue[] {
  const isFunding = kind === "daily" && figures.every(({ text }) => Math.abs(Number(text)) < 0.1);
  if (!isFunding) return [...errors];
  return errors.map((issue) => ({ ...issue, rule: `${issue.rule} (--kind funding for rates)` }));
}

function targetName(kind: FigureKind, event: string | undefined): string {
  if (kind !== "hourly") {
    if (event === undefined) return kind === "daily" ? "daily-close" : "funding-daily";
    return refuseWhole("--event", "must be left out: it names hourly bars", kind);
  }
  if (event !== undefined && eventPattern.test(event)) return event;
  const value = event === undefined ? "none given" : JSON.stringify(event);
  return refuseWhole("--event", "must name the event of hourly bars, like 2020-03-covid", value);
}

function newFindings(now: FigureTable, before: FigureTable | undefined): DataFinding[] {
  const known = new Set(
    (before ? findPeculiarities(before) : []).map((one) => JSON.stringify(one)),
  );
  return findPeculiarities(now).filter((one) => !known.has(JSON.stringify(one)));
}

function emptyTable(like: FigureTable): FigureTable {
  return { kind: like.kind, times: [], assets: [], cells: [] };
}

function refuseConflicts(
  name: string,
  conflicts: readonly FigureConflict[],
  overwrite: boolean,
): void {
  if (overwrite || conflicts.length === 0) return;
  refuseIssues(
    name,
    conflicts.map(({ time, asset, field, held, imported }) => ({
      path: `${time}, ${asset} ${field}`,
      rule: "must agree with the data set (--overwrite to replace)",
      value: `${imported}, the data set holds ${held}`,
    })),
  );
}

function sourceOf(before: HeldFile | undefined, { source }: ImportOptions): string {
  const known = before?.file.source;
  const given = source?.trim().replace(/\s+/g, " ") ?? "";
  if (given === "") {
    const rule = 'must say where the figures come from, like --source "Kraken daily closes"';
    return known ?? refuseWhole("--source", rule, "none given");
  }
  if (known === undefined) return given;
  return `; ${known}; `.includes(`; ${given}; `) ? known : `${known}; ${given}`;
}

const kindOrder: readonly FigureKind[] = ["daily", "funding", "hourly"];

function byKind(a: HeldFile, b: HeldFile): number {
  const order = kindOrder.indexOf(a.file.kind) - kindOrder.indexOf(b.file.kind);
  return order !== 0 ? order : a.file.name < b.file.name ? -1 : 1;
}
