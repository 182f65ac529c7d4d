/** One number per date: prices, returns, P&L, equity, or a measure over time. */
export interface DatedSeries {
  /** ISO dates, ascending. */
  readonly dates: readonly string[];
  /** As many as dates. */
  readonly values: Float64Array;
}
