/** Why a reader should hesitate before using a measure of dependence. */
export type DependenceWarningCode =
  /** The search stopped before the best parameters were found. */
  | "not-converged"
  /** The parameters sum to 1: correlations wander and have no level to return to. */
  | "not-stationary"
  /** The data show no movement of the correlations; the parameters are not identified. */
  | "no-dynamics"
  /** The matrix asked for was no correlation matrix; the nearest found was taken. */
  | "repaired"
  /** So few observations that the interval says more than the figure. */
  | "few-observations"
  /** Equal observations at the threshold: the two tails do not hold the same count. */
  | "ties"
  /** Resamples in which an asset did not move had no correlation and were left out. */
  | "skipped-resamples"
  /** No eigenvalue stands out of the noise. */
  | "no-signal";

/** One reason for caution, as data. */
export interface DependenceWarning {
  readonly code: DependenceWarningCode;
  /** The reason in words, with the figures behind it. */
  readonly message: string;
}
