/** One place where an output did not come out as committed. */
export interface Difference {
  /** The cell in brackets; 0 for the notebook as a whole. */
  readonly cell: number;
  /** Where in the cell's outputs: `output 2, metadata.stressbook.data.rows[3].pnl`. */
  readonly place: string;
  readonly committed: string;
  readonly now: string;
  /** For two numbers, |now - committed| / |committed|; absent when the committed one is 0. */
  readonly relative?: number;
}

/** Where comparisons put what they find. */
export interface DifferenceSink {
  readonly add: (difference: Omit<Difference, "cell">) => void;
}

/** Whether two numbers count as the same; exact unless a caller says otherwise. */
export type SameNumber = (committed: number, now: number) => boolean;

/** Equal as numbers, with NaN equal to itself. */
export const exactly: SameNumber = (committed, now) =>
  committed === now || Object.is(committed, now);

/** The difference of two numbers, under the texts in which they appear. */
export function numberDifference(
  place: string,
  committed: { readonly text: string; readonly value: number },
  now: { readonly text: string; readonly value: number },
): Omit<Difference, "cell"> {
  const relative = Math.abs(now.value - committed.value) / Math.abs(committed.value);
  return {
    place,
    committed: committed.text,
    now: now.text,
    ...(Number.isFinite(relative) && { relative }),
  };
}
