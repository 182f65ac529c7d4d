/** One figure of a file to import, with the place it stands at. */
export interface SourceFigure {
  /** Line of the file, from 1. */
  readonly line: number;
  /** Header of its column. */
  readonly column: string;
  /** Date `YYYY-MM-DD` or hour `YYYY-MM-DDTHH:00Z`. */
  readonly time: string;
  readonly asset: string;
  /** `close`, `high`, `low` or `rate`. */
  readonly field: string;
  /** The figure as written. */
  readonly text: string;
}

/** Where a figure stands, as messages say it: `line 12, column BTC`. */
export function placeOf({ line, column }: Pick<SourceFigure, "line" | "column">): string {
  return `line ${line}, column ${column}`;
}
