/** A change of a cell's source: the text from `start` up to `end` becomes `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What the check has to say about one place. Lines and columns count from 1. */
export interface Finding {
  /** The cell's place among all cells of the notebook, from 0; absent in a file that cells import. */
  readonly index?: number;
  /** The number in brackets beside the cell; absent for one that does not run. */
  readonly cell?: number;
  readonly line: number;
  /** In UTF-16 units, as editors count. */
  readonly column: number;
  /** `SB101` for a rule, `TS2322` for a type error. */
  readonly code: string;
  readonly message: string;
  /** Of a type error: which of the two checks reports it. */
  readonly view?: "kernel" | "strict" | "both";
  /** What `--fix` does about it. */
  readonly edits?: readonly Edit[];
}

/** A code cell that runs, as the check wants it. */
export interface SourceCell {
  readonly index: number;
  readonly number: number;
  readonly source: string;
  readonly tags: readonly string[];
}

/** The code of one notebook and the folder it runs in. */
export interface NotebookSource {
  /** As the user named it. */
  readonly file: string;
  /** Absolute. */
  readonly folder: string;
  readonly cells: readonly SourceCell[];
}

/** Findings of one file: a notebook, or a file that notebooks import. */
export interface FileFindings {
  /** As the user named it, or absolute. */
  readonly file: string;
  readonly findings: readonly Finding[];
}

/** Whether a cell is there to fail; what it declares does not outlive it. */
export function isExpectedToFail(cell: SourceCell): boolean {
  return cell.tags.includes("raises-exception");
}
