import type { Matrix } from "../math/matrix.ts";

/**
 * Hourly high, low and close of several assets over one run of hours, on one venue.
 *
 * Every hour from the first to the last is present; a bar that does not exist (not listed, trading
 * halted) is NaN in all three matrices and never filled in.
 */
export interface HourlyBars {
  /** The event the bars cover: `2020-03-covid`. */
  readonly event: string;
  /** Opening hours in UTC, `YYYY-MM-DDTHH:00Z`, ascending, contiguous. */
  readonly hours: readonly string[];
  readonly assets: readonly string[];
  /** Highest price in the hour: rows are hours, columns are assets, NaN is missing. */
  readonly high: Matrix;
  /** Lowest price in the hour, shaped like `high`. */
  readonly low: Matrix;
  /** Last price in the hour, shaped like `high`. */
  readonly close: Matrix;
}
