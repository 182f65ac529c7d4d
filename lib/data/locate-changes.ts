import {
  columnDigest,
  columnOf,
  digestLength,
  type FigureBlock,
  rowDigest,
} from "./block-digests.ts";
import type { FoundDifference } from "./difference.ts";
import { isBlankRow } from "./figure-table.ts";
import type { BlockDigest } from "./manifest.ts";
import { recoverFigure } from "./recover-figure.ts";

/** A block of a file as it is now, and the fingerprints it had. */
interface BlockComparison {
  readonly block: FigureBlock;
  readonly digest: BlockDigest | undefined;
  /** Names of the columns, in the order of the cells. */
  readonly names: readonly string[];
}

/** What became of a block. */
interface BlockChanges {
  /** Times whose row is gone. */
  readonly missing: readonly string[];
  readonly found: readonly FoundDifference[];
}

/** A block whose rows and columns can be compared with fingerprints that fit it. */
interface Fitting extends BlockComparison {
  readonly digest: BlockDigest;
}

interface Crossing {
  readonly rows: readonly number[];
  /** Undefined where rows are missing, so that no column of the block can be compared. */
  readonly columns: readonly number[] | undefined;
}

/**
 * Finds the changed figures of one block: where the fingerprint of a row and that of a column both
 * differ. With several changed rows and several changed columns the cells cannot be told apart:
 * the rows are named, each with all those columns.
 */
export function locateChanges({ block, digest, names }: BlockComparison): BlockChanges {
  if (digest === undefined || !fits({ block, digest, names })) {
    return { missing: [], found: [misfit(block)] };
  }
  const changed = block.times.flatMap((time, i) =>
    rowDigest(time, block.cells[i]!) === part(digest.rows, i) ? [] : [i],
  );
  const gone = changed.filter((i) => isBlankRow(block.cells[i]!));
  const rows = changed.filter((i) => !gone.includes(i));
  const comparison = { block, digest, names };
  const columns = gone.length > 0 ? undefined : changedColumns(comparison);
  return {
    missing: gone.map((i) => block.times[i]!),
    found: crossings(comparison, { rows, columns }),
  };
}

function fits({ block, digest, names }: Fitting): boolean {
  return (
    digest.rows.length === block.times.length * digestLength &&
    digest.columns.length === names.length * digestLength
  );
}

function misfit({ block }: FigureBlock): FoundDifference {
  return { kind: "manifest", message: `the manifest's digests of ${block} do not fit the file` };
}

function changedColumns({ block, digest, names }: Fitting): number[] {
  return names.flatMap((name, j) =>
    columnDigest(name, columnOf(block.cells, j)) === part(digest.columns, j) ? [] : [j],
  );
}

function crossings(comparison: Fitting, { rows, columns }: Crossing): FoundDifference[] {
  const { block, names } = comparison;
  if (rows.length === 0) return columns?.length ? [misfit(block)] : [];
  if (columns === undefined || columns.length === 0 || (rows.length > 1 && columns.length > 1)) {
    const where = columns?.map((j) => names[j]).join(", ") || "one or more assets";
    return rows.map((i) => ({
      kind: "changed-figures",
      time: block.times[i]!,
      message: `figures changed, of ${where}`,
    }));
  }
  return rows.flatMap((i) =>
    columns.map((j): FoundDifference => {
      const before = columns.length > 1 ? undefined : recover(comparison, [i, j]);
      const message = changeText(block.cells[i]![j]!, before);
      return { kind: "changed-figure", time: block.times[i]!, column: names[j]!, message };
    }),
  );
}

function recover(
  { block, digest }: Fitting,
  [i, j]: readonly [number, number],
): string | undefined {
  const row = block.cells[i]!;
  return recoverFigure(
    row[j]!,
    (cell) => rowDigest(block.times[i]!, row.with(j, cell)) === part(digest.rows, i),
  );
}

function changeText(now: string, before: string | undefined): string {
  const was = before === undefined ? "" : `, was ${before === "" ? "empty" : before}`;
  return now === "" ? `figure is missing${was}` : `figure changed: now ${now}${was}`;
}

function part(digests: string, i: number): string {
  return digests.slice(i * digestLength, (i + 1) * digestLength);
}
