import type { FigureKind } from "./manifest.ts";
import type { DataSet } from "./open-data.ts";

/** One file of a data set, as a stamp records what an analysis has read. */
export interface DataFileInfo {
  readonly name: string;
  readonly kind: FigureKind;
  /** Path inside the data folder. */
  readonly path: string;
  readonly sha256: string;
  readonly rows: number;
  readonly first: string;
  readonly last: string;
  readonly assets: readonly string[];
}

/** The files of a data set with their fingerprints, from the manifest. */
export function dataFiles(data: DataSet): DataFileInfo[] {
  return data.manifest.files.map(({ name, kind, path, sha256, rows, first, last, assets }) => ({
    name,
    kind,
    path,
    sha256,
    rows,
    first,
    last,
    assets: assets.map(({ asset }) => asset),
  }));
}
