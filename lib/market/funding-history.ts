import type { Matrix } from "../math/matrix.ts";

/**
 * Funding of perpetual futures per UTC day over one run of dates.
 *
 * A rate is the sum of the day's funding payments as a fraction of notional: positive means that
 * longs pay shorts. A day without figures is NaN.
 */
export interface FundingHistory {
  /** ISO dates, ascending, contiguous. */
  readonly dates: readonly string[];
  readonly assets: readonly string[];
  /** Fraction of notional per day: rows are dates, columns are assets, NaN is missing. */
  readonly rates: Matrix;
}
