import type { FactorPart } from "./factor-story.ts";

/** How a reverse stress ended. */
export type ReverseStressCode =
  /** The least shock was found. */
  | "found"
  /** The goal is reached without any shock. */
  | "already-there"
  /** No shock within the distance looked at reaches the goal. */
  | "not-reached";

/** Why a reader should hesitate before using a reverse stress. */
export type ReverseStressWarningCode =
  /** A linear shock takes a price below zero: take the search, which moves log prices. */
  | "below-zero"
  /** Few of the searches ended at this distance: a nearer shock may have been missed. */
  | "lone-minimum"
  /** The point and the slope of the P&L do not line up: the search stopped short of a minimum. */
  | "not-level";

/** One reason for caution, as data. */
export interface ReverseStressWarning {
  readonly code: ReverseStressWarningCode;
  /** The reason in words, with the figures behind it. */
  readonly message: string;
}

/** One factor of the shock. */
export interface FactorShock {
  readonly factor: string;
  /** In the factor's own unit: what the covariance is of. */
  readonly shock: number;
  /** The same in standard deviations of the factor. */
  readonly deviations: number;
}

/** The least Mahalanobis shock that reaches a goal. Probabilities are of the normal law of the covariance. */
export interface ReverseStress {
  readonly code: ReverseStressCode;
  readonly method: "closed form, linear" | "search, full revaluation";
  /** What had to be reached, in words. */
  readonly goal: string;
  /** In the covariance's order; empty when not reached. */
  readonly shocks: readonly FactorShock[];
  /** Mahalanobis distance of the shock; Infinity when not reached. */
  readonly distance: number;
  /**
   * P(the goal is reached) to first order, the normal tail beyond `distance`; exact for a linear book.
   */
  readonly tailProbability: number;
  /** P(a shock of the same law lies farther out than this one, in any direction). */
  readonly radiusProbability: number;
  /** Shares of the squared distance along the principal components, largest first; they sum to 1. */
  readonly parts: readonly FactorPart[];
  /** The shock in one sentence. */
  readonly story: string;
  readonly horizonDays: number;
  readonly warnings: readonly ReverseStressWarning[];
}
