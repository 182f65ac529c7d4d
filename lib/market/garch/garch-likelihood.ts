import type { GarchKind, Innovations } from "./garch-model.ts";
import { type DensitySlopes, innovationLaw } from "./innovation-law.ts";
import { type GarchVector, type Presample, startRecursion } from "./variance-recursion.ts";

/** What a likelihood is taken of. */
export interface GarchSample {
  readonly kind: GarchKind;
  readonly innovations: Innovations;
  readonly returns: Float64Array;
  /** Variance that stands for the time before the sample. */
  readonly presample: number;
  /**
   * The time before the sample has the mean square about the model's own mean: presample + mean²,
   * where the returns have a mean of 0.
   */
  readonly presampleFollowsMean?: boolean;
}

/** The log-likelihood of a sample and its derivatives by all seven parameters. */
export interface GarchLikelihood {
  readonly value: number;
  readonly gradient: Float64Array;
}

/** A period's variance below this share of the sample's counts as vanished. */
const leastVariance = 1e-20;

/** Called with each observation's derivatives; the array is used again for the next. */
export type ScoreVisitor = (score: Float64Array) => void;

/**
 * The log-likelihood sum of ln f(z[t]) - ln(v[t]) / 2 and its exact gradient, in one pass. Not finite
 * where the variance overflows or vanishes (the returns should have a variance of 1), and where an
 * EGARCH never forgets its start: there the likelihood is rough and its summits mean nothing.
 *
 * Source: O. Wintenberger, Continuous invertibility and stable QML estimation of the EGARCH(1,1)
 * model, Scandinavian Journal of Statistics 40 (2013).
 */
export function garchLikelihood(
  sample: GarchSample,
  vector: GarchVector,
  visit?: ScoreVisitor,
): GarchLikelihood {
  const { kind, innovations, returns } = sample;
  const [mean, , , , , degreesOfFreedom, skew] = vector as Required7;
  const law = innovationLaw({ innovations, degreesOfFreedom, skew });
  const density: DensitySlopes = { z: 0, degreesOfFreedom: 0, skew: 0 };
  const recursion = startRecursion(kind, vector, presampleOf(sample, mean));
  const { slopes } = recursion;
  const gradient = new Float64Array(7);
  const score = new Float64Array(7);
  let value = 0;
  for (let t = 0; t < returns.length; t++) {
    if (!(recursion.variance > leastVariance)) return { value: Number.NaN, gradient };
    const residual = returns[t]! - mean;
    const deviation = Math.sqrt(recursion.variance);
    const z = residual / deviation;
    value += law.logDensity(z, density) - Math.log(deviation);
    const byLogVariance = -(1 + z * density.z) / 2;
    for (let k = 0; k < 5; k++) score[k] = byLogVariance * slopes[k]!;
    score[0] = score[0]! - density.z / deviation;
    score[5] = density.degreesOfFreedom;
    score[6] = density.skew;
    for (let k = 0; k < 7; k++) gradient[k] = gradient[k]! + score[k]!;
    visit?.(score);
    recursion.advance(residual);
  }
  return { value: recursion.sensitivity > 0 ? Number.NaN : value, gradient };
}

/** What a sample takes for the time before it, under a mean. */
export function presampleOf(sample: GarchSample, mean: number): Presample {
  const { presample, presampleFollowsMean = false } = sample;
  if (!presampleFollowsMean) return { variance: presample, byMean: 0 };
  return { variance: presample + mean * mean, byMean: 2 * mean };
}

type Required7 = [number, number, number, number, number, number, number];
