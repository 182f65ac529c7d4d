/** What kind of change a difference is. */
export type DifferenceKind =
  /** A number beyond the tolerance. */
  | "number"
  /** A number with the other sign. */
  | "sign"
  /** NaN or n/a on one side only. */
  | "not-a-number"
  /** The same number, written another way. */
  | "format"
  /** Words. */
  | "text"
  /** White space alone. */
  | "layout"
  /** More or fewer lines, elements or properties. */
  | "count"
  /** A value of another type, an output of another kind. */
  | "structure"
  /** An output that the run makes and the committed notebook lacks. */
  | "output-missing"
  /** An output of the committed notebook that the run does not make. */
  | "output-extra"
  /** Another picture, of other data or of none. */
  | "picture"
  /** Another picture though the data under it is the same. */
  | "picture-only"
  /** What a run writes besides outputs: cell numbers, kernel. */
  | "metadata";

/** One place where an output did not come out as committed. */
export interface Difference {
  /** The cell in brackets; 0 for the notebook as a whole. */
  readonly cell: number;
  /** The output in the cell, from 1; 0 when it is not of an output. */
  readonly output: number;
  /** The output's number in the committed notebook where that is another. */
  readonly committedOutput?: number;
  readonly kind: DifferenceKind;
  /** Where in the output: `metadata.stressbook.data.rows[3].pnl`, `text/plain line 2`. */
  readonly path: string;
  /** The texts in the row of data that it lies in, when it lies in one: `majors, March 2020`. */
  readonly row?: string;
  readonly committed: string;
  readonly now: string;
  /** For two numbers, |now - committed| / |committed|; absent when the committed one is 0. */
  readonly relative?: number;
}

/** A difference before it is known in which cell and output it lies. */
export type FoundDifference = Omit<Difference, "cell" | "output" | "committedOutput">;

/** Where comparisons put what they find. */
export interface DifferenceSink {
  readonly add: (difference: FoundDifference) => void;
  /** Told of two numbers that are the same only by a tolerance looser than the default. */
  readonly tolerated: (relative: number) => void;
}

/** |now - committed| / |committed|, or undefined where that is not a finite number. */
export function relativeDifference(committed: number, now: number): number | undefined {
  const relative = Math.abs(now - committed) / Math.abs(committed);
  return Number.isFinite(relative) ? relative : undefined;
}
