import type { Matrix } from "../math/matrix.ts";

/**
 * Daily UTC closes in USD of several assets over one run of dates.
 *
 * Every calendar day from the first to the last is present; a price that does not exist (not yet
 * listed, delisted, a gap of the source) is NaN and never filled in.
 */
export interface PriceHistory {
  /** ISO dates, ascending, contiguous. */
  readonly dates: readonly string[];
  readonly assets: readonly string[];
  /** USD closes: rows are dates, columns are assets, NaN is missing. */
  readonly closes: Matrix;
}
