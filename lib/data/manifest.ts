/** What a file of figures holds: daily closes, hourly bars of an event, or daily funding. */
export type FigureKind = "daily" | "hourly" | "funding";

/** A run of times without a figure, between two times that have one; both ends included. */
export interface FigureGap {
  readonly from: string;
  readonly to: string;
  /** Length in steps of the file: days, or hours of an hourly file. */
  readonly steps: number;
}

/** What a file holds of one asset. */
export interface FigureCoverage {
  readonly asset: string;
  /** First and last time with a figure. */
  readonly first: string;
  readonly last: string;
  /** Times with a figure. */
  readonly observations: number;
  readonly gaps: readonly FigureGap[];
}

/**
 * Fingerprints of one block of a file (a month of days, a day of hours): 8 hexadecimal digits per
 * row and 8 per column, so that a changed figure is found where its row and its column cross.
 */
export interface BlockDigest {
  /** `YYYY-MM`, or `YYYY-MM-DD` of an hourly file. */
  readonly block: string;
  readonly rows: string;
  readonly columns: string;
}

/** One file of figures as the manifest describes it. */
export interface DataFile {
  /** `daily-close`, `funding-daily`, or the event of hourly bars: `2020-03-covid`. */
  readonly name: string;
  readonly kind: FigureKind;
  /** Path inside the data folder, with forward slashes. */
  readonly path: string;
  readonly unit: string;
  readonly source: string;
  readonly sha256: string;
  /** Lines of the file below its header. */
  readonly rows: number;
  readonly first: string;
  readonly last: string;
  readonly assets: readonly FigureCoverage[];
  readonly digests: readonly BlockDigest[];
}

/** What `data/manifest.json` says of the data set: its files and what each holds. */
export interface Manifest {
  /** Version of the manifest's own format. */
  readonly format: 1;
  readonly files: readonly DataFile[];
}
