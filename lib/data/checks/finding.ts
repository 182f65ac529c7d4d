/** A peculiarity of the figures that a reader should know of; it does not stop an import. */
export interface DataFinding {
  readonly check: "gap" | "jump" | "stale run" | "flash print" | "funding size" | "close agreement";
  readonly asset: string;
  /** First and last time concerned; the same for a single one. */
  readonly from: string;
  readonly to: string;
  /** What was found, with its figures. */
  readonly message: string;
}
