/** Why a notebook did not run to its end. */
export type FailureKind =
  | "exception"
  | "type-error"
  | "rejection"
  | "timer"
  | "exit"
  | "timeout"
  | "memory"
  | "killed"
  | "output"
  | "unsettled"
  | "no-exception"
  | "interrupted"
  | "start";

/** A place in the source of a cell, both counted from 1. */
export interface CellPosition {
  readonly cell: number;
  readonly line: number;
  readonly column: number;
}

/** What went wrong, and where. */
export interface CellFailure {
  readonly kind: FailureKind;
  /** The cell in brackets, [1] the first; 0 when it failed before any cell ran. */
  readonly cell: number;
  /** Line in the cell's source, from 1; absent where the engine does not tell. */
  readonly line?: number;
  readonly column?: number;
  /** One sentence, or the message of the error thrown. */
  readonly message: string;
  /** Where the calls came from, outermost last: `riskOf (cell [2], line 4)`. */
  readonly trace?: readonly string[];
}
