import { naturalLog } from "../../math/natural-log.ts";
import type { GarchKind, Innovations } from "./garch-model.ts";
import { linearVariance } from "./linear-variance.ts";
import { logVariance } from "./log-variance.ts";
import { periodDensities } from "./period-densities.ts";
import { type PeriodRoom, periodRoom } from "./period-room.ts";
import type { GarchVector, VarianceRecursion } from "./variance-recursion.ts";

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
  const { innovations, returns } = sample;
  const [, , , , , degreesOfFreedom, skew] = vector as Required7;
  const count = returns.length;
  const room = periodRoom(count);
  const recursion = recursionOf(sample, vector);
  if (!recursion.fill(returns, room)) {
    return { value: Number.NaN, gradient: new Float64Array(7) };
  }
  const sums = periodDensities(room, count, { innovations, degreesOfFreedom, skew });
  const slopes = recursion.slopes(room, count, visit !== undefined);
  const gradient = Float64Array.of(...slopes, sums.byDegrees, sums.bySkew);
  if (visit !== undefined) visitScores(room, { count, innovations, visit });
  const forgets = !(recursion.sensitivity(room, count) > 0);
  return { value: forgets ? sums.value : Number.NaN, gradient };
}

/** The recursion of the variance under a vector, from what the sample takes for the time before it. */
export function recursionOf(sample: GarchSample, vector: GarchVector): VarianceRecursion {
  const { kind, presample, presampleFollowsMean = false } = sample;
  const mean = vector[0]!;
  const before = presampleFollowsMean
    ? { variance: presample + mean * mean, byMean: 2 * mean }
    : { variance: presample, byMean: 0 };
  return kind === "egarch" ? logVariance(vector, before) : linearVariance(vector, before);
}

interface Scores {
  readonly count: number;
  readonly innovations: Innovations;
  readonly visit: ScoreVisitor;
}

function visitScores(room: PeriodRoom, { count, innovations, visit }: Scores): void {
  const score = new Float64Array(7);
  const shaped = innovations !== "normal";
  for (let t = 0; t < count; t++) {
    for (let k = 0; k < 5; k++) score[k] = room.scores[5 * t + k]!;
    if (shaped) score[5] = room.byDegrees[t]! - naturalLog(room.spreads[t]!) / 2;
    if (innovations === "skewed-t") score[6] = room.bySkew[t]!;
    visit(score);
  }
}

type Required7 = [number, number, number, number, number, number, number];
