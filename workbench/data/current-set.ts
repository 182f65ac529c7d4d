import { type DataFile, type DataSet, type FigureTable, loadTable } from "stressbook/data";

/** One file of a data set with its figures. */
export interface HeldFile {
  readonly file: DataFile;
  readonly table: FigureTable;
}

/**
 * Every file of a data set with its figures.
 *
 * @throws RangeError when a file is missing or differs from the manifest.
 */
export function readHeldFiles(data: DataSet): HeldFile[] {
  return data.manifest.files.map((file) => ({ file, table: loadTable(data, file) }));
}
