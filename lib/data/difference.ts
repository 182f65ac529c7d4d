/** In what way a data set differs from its manifest. */
export type DifferenceKind =
  | "missing-file"
  | "extra-file"
  | "changed-figure"
  | "changed-figures"
  | "missing-rows"
  | "added-rows"
  | "missing-asset"
  | "added-asset"
  | "form"
  | "manifest"
  | "report";

/** One difference between a data set and its manifest, located as closely as can be. */
export interface DataDifference {
  readonly kind: DifferenceKind;
  /** Path inside the data folder. */
  readonly path: string;
  /** Date or hour, where the difference has one. */
  readonly time?: string;
  /** Column, where the difference has one: `BTC`, or `LINK low` in an hourly file. */
  readonly column?: string;
  /** What is different, for a reader: `figure changed: now 4861.67, was 4841.67`. */
  readonly message: string;
}

/** A difference before the path of its file is added. */
export type FoundDifference = Omit<DataDifference, "path">;
