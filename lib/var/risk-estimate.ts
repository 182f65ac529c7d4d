/** Why a reader should hesitate before using the number. */
export type RiskWarningCode =
  /** Fewer than five observations carry the expected shortfall. */
  | "thin-tail"
  /** Expected shortfall equals VaR: the tail has no spread to average. */
  | "flat-tail"
  /** The observations overlap in time, so they hold less information than their count says. */
  | "overlapping";

/** One reason for caution, as data. */
export interface RiskWarning {
  readonly code: RiskWarningCode;
  /** The reason in words, with the figures behind it. */
  readonly message: string;
}

/** A risk number with everything needed to read it and to make it again. Losses are positive. */
export interface RiskEstimate {
  /** The loss that is not exceeded with probability `confidence`; negative for a sure gain. */
  readonly valueAtRisk: number;
  /** The mean loss in the worst 1 - `confidence` of cases; never below `valueAtRisk`. */
  readonly expectedShortfall: number;
  /** Unit of both and of their standard errors: `USD`, `BTC`, `fraction`. */
  readonly unit: string;
  /** How it was made: `historical`. */
  readonly method: string;
  readonly confidence: number;
  readonly horizonDays: number;
  readonly observations: number;
  /** How many observations carry the expected shortfall. */
  readonly tailCount: number;
  /** Standard error of `valueAtRisk`. */
  readonly standardError: number;
  readonly expectedShortfallStandardError: number;
  /** The seed of the random numbers, where any were drawn. */
  readonly seed?: number;
  readonly warnings: readonly RiskWarning[];
}
