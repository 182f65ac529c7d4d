import type { GarchParameter } from "./garch-model.ts";
import type { PeriodRoom } from "./period-room.ts";

/**
 * The parameters in one order for all models: mean, omega, alpha, gamma, beta, degrees of freedom,
 * skew. What a model does not have is held fixed.
 */
export type GarchVector = readonly number[];

export const parameterNames: readonly GarchParameter[] = [
  "mean",
  "omega",
  "alpha",
  "gamma",
  "beta",
  "degreesOfFreedom",
  "skew",
];

/** The squared residual and variance before the first period, and their derivative by the mean. */
export interface Presample {
  readonly variance: number;
  readonly byMean: number;
}

/** The conditional variance as it moves through time, under given parameters. */
export interface VarianceRecursion {
  /** The variance of the first period. */
  readonly first: number;
  /** Fills the residuals and variances of all periods; false when a variance vanishes or is no number. */
  fill(returns: Float64Array, room: PeriodRoom): boolean;
  /**
   * The derivatives of the log-likelihood by mean, omega, alpha, gamma and beta, from those by each
   * period's variance and residual in the room; where `each` period's own are wanted too, they are
   * written into the room.
   */
  slopes(room: PeriodRoom, count: number, each: boolean): readonly number[];
  /**
   * Sum of ln |d ln v[t + 1] / d ln v[t]|: above 0 the path depends on its start for ever and the
   * recursion cannot be inverted. 0 but for an EGARCH; the others always forget.
   */
  sensitivity(room: PeriodRoom, count: number): number;
}

/** A period's variance below this share of the sample's counts as vanished. */
export const leastVariance = 1e-20;

/** E|z| of the standard normal, used for every law. */
export const meanAbsoluteNormal: number = Math.sqrt(2 / Math.PI);
