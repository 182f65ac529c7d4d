import type { GarchKind, GarchParameter } from "./garch-model.ts";

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

/** The conditional variance as it moves through time, with its derivatives. */
export interface VarianceRecursion {
  /** The variance of the period that comes next. */
  variance: number;
  /** Derivatives of ln variance by mean, omega, alpha, gamma, beta. */
  readonly slopes: Float64Array;
  /**
   * Sum of ln |d ln v[t + 1] / d ln v[t]| so far: above 0 the path depends on its start for ever and
   * the recursion cannot be inverted. Kept by an EGARCH alone; the others always forget.
   */
  sensitivity: number;
  /** Takes the residual of that period and moves on to the one after it. */
  advance(residual: number): void;
}

/** The squared residual and variance before the first period, and their derivative by the mean. */
export interface Presample {
  readonly variance: number;
  readonly byMean: number;
}

/** E|z| of the standard normal, used for every law. */
export const meanAbsoluteNormal: number = Math.sqrt(2 / Math.PI);

/**
 * The recursion of a model at its first period. What came before it counts as a squared residual and
 * a variance of `presample`, half of it from falls; an EGARCH takes its shock as 0.
 */
export function startRecursion(
  kind: GarchKind,
  vector: GarchVector,
  presample: Presample,
): VarianceRecursion {
  return kind === "egarch" ? startLog(vector, presample) : startLinear(vector, presample);
}

function startLinear(vector: GarchVector, { variance, byMean }: Presample): VarianceRecursion {
  const [, omega, alpha, gamma, beta] = vector as [number, number, number, number, number];
  const weight = alpha + gamma / 2 + beta;
  const first = omega + weight * variance;
  const share = variance / first;
  const byMeanFirst = (weight * byMean) / first;
  const slopes = Float64Array.of(byMeanFirst, 1 / first, share, share / 2, share);
  return {
    variance: first,
    slopes,
    sensitivity: 0,
    advance(residual) {
      const falls = residual < 0;
      const weight = falls ? alpha + gamma : alpha;
      const square = residual * residual;
      const before = this.variance;
      const next = omega + weight * square + beta * before;
      const kept = (beta * before) / next;
      slopes[0] = kept * slopes[0]! - (2 * weight * residual) / next;
      slopes[1] = kept * slopes[1]! + 1 / next;
      slopes[2] = kept * slopes[2]! + square / next;
      slopes[3] = kept * slopes[3]! + (falls ? square / next : 0);
      slopes[4] = kept * slopes[4]! + before / next;
      this.variance = next;
    },
  };
}

function startLog(vector: GarchVector, { variance, byMean }: Presample): VarianceRecursion {
  const [, omega, alpha, gamma, beta] = vector as [number, number, number, number, number];
  let log = omega + beta * Math.log(variance);
  const slopes = Float64Array.of((beta * byMean) / variance, 1, 0, 0, Math.log(variance));
  return {
    variance: Math.exp(log),
    slopes,
    sensitivity: 0,
    advance(residual) {
      const deviation = Math.sqrt(this.variance);
      const z = residual / deviation;
      const size = Math.abs(z) - meanAbsoluteNormal;
      const byZ = alpha * Math.sign(z) + gamma;
      const kept = beta - (byZ * z) / 2;
      slopes[0] = kept * slopes[0]! - byZ / deviation;
      slopes[1] = kept * slopes[1]! + 1;
      slopes[2] = kept * slopes[2]! + size;
      slopes[3] = kept * slopes[3]! + z;
      slopes[4] = kept * slopes[4]! + log;
      log = omega + alpha * size + gamma * z + beta * log;
      this.variance = Math.exp(log);
      this.sensitivity += Math.log(Math.abs(kept));
    },
  };
}
