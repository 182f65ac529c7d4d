import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Matrix } from "../math/matrix.ts";
import { type FigureTable, figureFields } from "./figure-table.ts";
import type { DataFile } from "./manifest.ts";
import type { DataSet } from "./open-data.ts";
import { readFigures } from "./read-figures.ts";
import { sha256 } from "./sha256.ts";

/**
 * Reads one file of the data set, exactly as the manifest knows it.
 *
 * @throws RangeError when the file is missing or one byte of it differs from the manifest.
 */
export function loadTable(data: DataSet, file: DataFile): FigureTable {
  const shown = `${basename(data.root)}/${file.path}`;
  const advice = `run "stressbook data check" to see what changed`;
  const bytes = readBytes(join(data.root, file.path));
  if (bytes === undefined) {
    throw new RangeError(`${shown} is in the manifest but missing on disk: ${advice}`);
  }
  if (sha256(bytes) !== file.sha256) {
    throw new RangeError(`${shown} is not the file that the manifest describes: ${advice}`);
  }
  const { table, problems } = readFigures(file.kind, bytes.toString("utf8"));
  if (problems[0] !== undefined) throw new RangeError(`${shown}: ${problems[0]}`);
  return table;
}

/** One field of a table as numbers: rows are times, columns are assets, NaN is missing. */
export function fieldMatrix(table: FigureTable, field: string): Matrix {
  const fields = figureFields(table.kind);
  const offset = fields.indexOf(field);
  const columns = table.assets.length;
  const values = new Float64Array(table.times.length * columns);
  table.cells.forEach((row, i) => {
    for (let j = 0; j < columns; j++) {
      const cell = row[j * fields.length + offset]!;
      values[i * columns + j] = cell === "" ? Number.NaN : Number(cell);
    }
  });
  return { rows: table.times.length, columns, values };
}

function readBytes(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
