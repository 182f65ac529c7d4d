import { columnNames, type FigureTable } from "./figure-table.ts";
import { figureBlock } from "./figure-time.ts";
import type { BlockDigest } from "./manifest.ts";
import { sha256 } from "./sha256.ts";

/** Hexadecimal digits of one fingerprint: 32 bits, a chance miss in four billion. */
export const digestLength = 8;

/** The rows of a table that form one block. */
export interface FigureBlock {
  readonly block: string;
  readonly times: readonly string[];
  readonly cells: readonly (readonly string[])[];
}

/** Fingerprints of every block of a table, in the order of time. */
export function blockDigests(table: FigureTable): BlockDigest[] {
  const names = columnNames(table);
  return splitBlocks(table).map(({ block, times, cells }) => ({
    block,
    rows: times.map((time, i) => rowDigest(time, cells[i]!)).join(""),
    columns: names.map((name, j) => columnDigest(name, columnOf(cells, j))).join(""),
  }));
}

/** The blocks of a table, in the order of time. */
export function splitBlocks(table: FigureTable): FigureBlock[] {
  const blocks = new Map<string, { times: string[]; cells: (readonly string[])[] }>();
  table.times.forEach((time, i) => {
    const block = figureBlock(table.kind, time);
    const part = blocks.get(block) ?? { times: [], cells: [] };
    part.times.push(time);
    part.cells.push(table.cells[i]!);
    blocks.set(block, part);
  });
  return [...blocks].map(([block, part]) => ({ block, ...part }));
}

/** Fingerprint of one row of figures. */
export function rowDigest(time: string, cells: readonly string[]): string {
  return digest([time, ...cells]);
}

/** Fingerprint of one column of a block. */
export function columnDigest(name: string, cells: readonly string[]): string {
  return digest([name, ...cells]);
}

/** Column `j` of the rows of a block. */
export function columnOf(cells: readonly (readonly string[])[], j: number): string[] {
  return cells.map((row) => row[j] ?? "");
}

function digest(parts: readonly string[]): string {
  return sha256(parts.join(",")).slice(0, digestLength);
}
