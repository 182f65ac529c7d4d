import { type FigureTable, figureFields, figureTimes } from "stressbook/data";

/** A figure that the data set holds otherwise than the file to import. */
export interface FigureConflict {
  readonly time: string;
  readonly asset: string;
  readonly field: string;
  readonly held: string;
  readonly imported: string;
}

/** A data file with new figures taken in. */
interface MergedTable {
  readonly table: FigureTable;
  /** Cells that had no figure before. */
  readonly added: number;
  /** Cells whose figure is another number now. */
  readonly conflicts: readonly FigureConflict[];
}

/**
 * The figures of both tables: new times and assets are added, the assets held keep their order. An
 * empty cell of the import changes nothing; a cell that holds the same number keeps its digits;
 * another number wins and is reported as a conflict.
 */
export function mergeTables(held: FigureTable, imported: FigureTable): MergedTable {
  const assets = [...new Set([...held.assets, ...imported.assets])];
  const ends = [...held.times, ...imported.times].sort();
  const times = figureTimes(held.kind, [ends[0]!, ends[ends.length - 1]!]);
  const fields = figureFields(held.kind);
  const [heldCell, importedCell] = [cellReader(held), cellReader(imported)];
  const conflicts: FigureConflict[] = [];
  let added = 0;
  const cells = times.map((time) =>
    assets.flatMap((asset) =>
      fields.map((field) => {
        const [before, after] = [heldCell(time, asset, field), importedCell(time, asset, field)];
        if (after === "" || (before !== "" && Number(before) === Number(after))) return before;
        if (before === "") added += 1;
        else conflicts.push({ time, asset, field, held: before, imported: after });
        return after;
      }),
    ),
  );
  return { table: { kind: held.kind, times, assets, cells }, added, conflicts };
}

function cellReader(table: FigureTable): (time: string, asset: string, field: string) => string {
  const fields = figureFields(table.kind);
  const rows = new Map(table.times.map((time, i) => [time, table.cells[i]!]));
  const columns = new Map(table.assets.map((asset, j) => [asset, j * fields.length]));
  return (time, asset, field) => {
    const column = columns.get(asset);
    return column === undefined ? "" : (rows.get(time)?.[column + fields.indexOf(field)] ?? "");
  };
}
