import type { SourceCell } from "./finding.ts";

/** A place in a cell, line and column from 1. */
export interface StrictPlace {
  readonly cell: SourceCell;
  readonly line: number;
  readonly column: number;
}

/** A line of the module: where its first column lies, and whether all of it stands for that place. */
export interface ModuleLine {
  readonly text: string;
  /** Absent for lines of the module's own. */
  readonly from?: StrictPlace;
  readonly isPoint?: boolean;
}
