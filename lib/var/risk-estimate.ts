/** Why a reader should hesitate before using the number. */
export type RiskWarningCode =
  /** Fewer than five observations carry the expected shortfall. */
  | "thin-tail"
  /** Expected shortfall equals VaR: the tail has no spread to average. */
  | "flat-tail"
  /** The observations overlap in time, so they hold less information than their count says. */
  | "overlapping"
  /** The moments lie where the Cornish-Fisher expansion is not monotone; it was rearranged. */
  | "outside-domain"
  /** The fitted law has no finite variance. */
  | "infinite-variance"
  /** The fitted law has no finite mean beyond VaR: expected shortfall is Infinity. */
  | "infinite-shortfall"
  /** Parameters were given, not estimated: the standard errors hold no sampling error. */
  | "known-parameters"
  /** The fitted variance does not return to a long-run level. */
  | "not-stationary"
  /** Fewer than 250 returns behind a fitted model. */
  | "few-returns"
  /** The search for the likeliest parameters ended before the likelihood was level. */
  | "not-converged"
  /** A fitted parameter lies on the limit of its search. */
  | "on-bound"
  /** The information matrix is not positive definite: standard errors are NaN. */
  | "no-standard-errors"
  /** The variance of a simulated Heston model reaches zero. */
  | "feller"
  /** The jumps of a fitted jump-diffusion do not pay for their parameters. */
  | "no-jumps"
  /** The fitted jumps come so often that they are no rare events. */
  | "frequent-jumps"
  /** Draws that lean towards losses know the tail worse than plain ones would. */
  | "harmful-tilt"
  /** Scaled by the square root of time, which holds for independent outcomes of mean zero alone. */
  | "root-time";

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
