import { splitBlocks } from "./block-digests.ts";
import { describeFigures } from "./describe-figures.ts";
import type { DataDifference, DifferenceKind, FoundDifference as Found } from "./difference.ts";
import { columnNames, type FigureTable, figureFields, isBlankRow } from "./figure-table.ts";
import { figureTimes } from "./figure-time.ts";
import { locateChanges } from "./locate-changes.ts";
import type { DataFile } from "./manifest.ts";
import { readFigures } from "./read-figures.ts";
import { sha256 } from "./sha256.ts";

/**
 * What differs between the text of a file and its manifest entry; empty when nothing does.
 *
 * A changed figure is located where a changed row and a changed column of its block cross. Where
 * several rows and several columns of one block changed, the cells cannot be told apart and the
 * rows and columns are named together.
 */
export function findDifferences(file: DataFile, text: string): DataDifference[] {
  if (sha256(text) === file.sha256) return compareEntry(file, text);
  if (text.trim() === "") {
    return [{ kind: "form", path: file.path, message: "the file is empty" }];
  }
  const { table, problems } = readFigures(file.kind, text);
  const forms = problems.map((message): Found => ({ kind: "form", message }));
  const found = [...forms, ...compareTables(file, table)];
  return (found.length > 0 ? found : [unlocated()]).map((one) => ({ ...one, path: file.path }));
}

/** What the entry of an unchanged file says differently from what the file holds. */
function compareEntry(file: DataFile, text: string): DataDifference[] {
  const { table } = readFigures(file.kind, text);
  const actual = Object.entries(table.times.length === 0 ? {} : describeFigures(table, file));
  const recorded = new Map(Object.entries(file));
  return actual
    .filter(([key, value]) => JSON.stringify(recorded.get(key)) !== JSON.stringify(value))
    .map(([key]) => {
      const message = `the manifest's "${key}" is not what the file holds`;
      return { kind: "manifest", path: file.path, message };
    });
}

function unlocated(): Found {
  const message =
    "every figure is as recorded, but the bytes differ from the manifest (order or spacing of " +
    "the lines, or the sha256 in the manifest was edited)";
  return { kind: "form", message };
}

function compareTables(file: DataFile, table: FigureTable): Found[] {
  const held = file.assets.map(({ asset }) => asset);
  const missing = held.filter((asset) => !table.assets.includes(asset));
  const added = table.assets.filter((asset) => !held.includes(asset));
  const expected = project(table, { ...file, held });
  return [
    ...missing.map((asset): Found => columnFound("missing-asset", asset, "asset is missing")),
    ...added.map((asset): Found => columnFound("added-asset", asset, "not in the manifest")),
    ...addedRows(table, expected),
    ...(missing.length > 0 ? [] : compareRows(file, expected)),
  ];
}

function compareRows(file: DataFile, expected: FigureTable): Found[] {
  const names = columnNames(expected);
  const digests = new Map(file.digests.map((digest) => [digest.block, digest]));
  const changes = splitBlocks(expected).map((block) =>
    locateChanges({ block, digest: digests.get(block.block), names }),
  );
  const missing = changes.flatMap((change) => change.missing);
  return [
    ...runs(missing, expected.times).map((run) => rowsFound("missing-rows", run, "missing")),
    ...changes.flatMap((change) => change.found),
  ];
}

function columnFound(kind: DifferenceKind, column: string, message: string): Found {
  return { kind, column, message };
}

/** The table on the times and assets of the manifest; what is not there is blank. */
function project(
  table: FigureTable,
  file: Pick<DataFile, "kind" | "first" | "last"> & { readonly held: readonly string[] },
): FigureTable {
  const width = figureFields(file.kind).length;
  const rows = new Map(table.times.map((time, i) => [time, table.cells[i]!]));
  const times = figureTimes(file.kind, [file.first, file.last]);
  const cells = times.map((time) =>
    file.held.flatMap((asset) => {
      const start = table.assets.indexOf(asset) * width;
      return Array.from({ length: width }, (_, k) =>
        start < 0 ? "" : (rows.get(time)?.[start + k] ?? ""),
      );
    }),
  );
  return { kind: file.kind, times, assets: file.held, cells };
}

function addedRows(table: FigureTable, expected: FigureTable): Found[] {
  const known = new Set(expected.times);
  const added = table.times.filter((time, i) => !known.has(time) && !isBlankRow(table.cells[i]!));
  return runs(added, table.times).map((run) => rowsFound("added-rows", run, "not in the manifest"));
}

function rowsFound(kind: DifferenceKind, run: readonly string[], what: string): Found {
  const [first, last] = [run[0]!, run[run.length - 1]!];
  if (run.length === 1) return { kind, time: first, message: `row is ${what}` };
  return { kind, time: first, message: `${run.length} rows to ${last} are ${what}` };
}

/** Cuts `chosen` times into runs that are neighbours in `times`. */
function runs(chosen: readonly string[], times: readonly string[]): string[][] {
  const result: string[][] = [];
  let previous = -2;
  for (const time of chosen) {
    const index = times.indexOf(time);
    if (index === previous + 1) result[result.length - 1]!.push(time);
    else result.push([time]);
    previous = index;
  }
  return result;
}
