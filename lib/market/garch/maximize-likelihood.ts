import { type Minimum, minimizeInBox } from "../../math/minimize-in-box.ts";
import type { GarchCoordinates } from "./garch-coordinates.ts";
import { type GarchSample, garchLikelihood } from "./garch-likelihood.ts";
import { forgetfulStart, garchStarts } from "./garch-starts.ts";
import { squaredScores } from "./squared-scores.ts";
import type { GarchVector } from "./variance-recursion.ts";

/** Where the likelihood is highest, for the sample it was given. */
export interface LikelihoodSummit {
  /** All seven parameters. */
  readonly vector: readonly number[];
  readonly value: number;
  readonly converged: boolean;
  readonly iterations: number;
}

const gradientTolerance = 1e-5;

/**
 * The highest of the summits reached from several starts. The sample should have mean 0 and
 * variance 1.
 *
 * Because of |z| the likelihood of an EGARCH has a kink wherever the mean equals a return, and its
 * summit may lie on one; there the mean is held and the others are searched.
 */
export function maximizeLikelihood(
  sample: GarchSample,
  coordinates: GarchCoordinates,
): LikelihoodSummit {
  const objective = (point: readonly number[]) => {
    const vector = coordinates.toVector(point);
    const { value, gradient } = garchLikelihood(sample, vector);
    return { value: -value, gradient: coordinates.pull(gradient, vector).map((x) => -x) };
  };
  const { bounds } = coordinates;
  const kinked = sample.kind === "egarch" && coordinates.free[0] === 0;
  const climb = (start: GarchVector): Minimum => {
    const found = minimizeInBox(objective, coordinates.toPoint(start), {
      bounds,
      gradientTolerance,
      curvature: curvatureOf(sample, coordinates, start),
    });
    return found.converged || !kinked ? found : onKink(objective, found, { sample, bounds });
  };
  const summits = garchStarts(sample).map(climb);
  if (!summits.some(({ converged }) => converged)) summits.push(climb(forgetfulStart(sample)));
  const best = summits.reduce((low, next) => (isBetter(next, low) ? next : low));
  const iterations = summits.reduce((sum, next) => sum + next.iterations, 0);
  const vector = coordinates.toVector(best.point);
  return { vector, value: -best.value, converged: best.converged, iterations };
}

/** What the scores say of the Hessian by the coordinates, before anything else is known of it. */
function curvatureOf(
  sample: GarchSample,
  { free, pull }: GarchCoordinates,
  vector: GarchVector,
): number[][] {
  const pullRows = (rows: readonly (readonly number[])[]): number[][] =>
    rows.map((row) => {
      const gradient = new Float64Array(7);
      for (const [k, i] of free.entries()) gradient[i] = row[k]!;
      return pull(gradient, vector);
    });
  const half = pullRows(squaredScores(sample, vector, free));
  return pullRows(free.map((_, k) => half.map((row) => row[k]!)));
}

/** A level summit goes before a place where the search got stuck, then the higher before the lower. */
function isBetter(next: Minimum, low: Minimum): boolean {
  return next.converged === low.converged ? next.value < low.value : next.converged;
}

type Objective = Parameters<typeof minimizeInBox>[0];

/** Searches again with the mean on the nearest return, and asks that both sides lead down. */
function onKink(
  objective: Objective,
  stalled: Minimum,
  { sample, bounds }: { sample: GarchSample; bounds: GarchCoordinates["bounds"] },
): Minimum {
  const mean = nearest(sample.returns, stalled.point[0]!);
  const beside = [mean, ...stalled.point.slice(1)];
  if (!Number.isFinite(objective(beside).value)) return stalled;
  const held = minimizeInBox(objective, beside, {
    bounds: [{ lower: mean, upper: mean }, ...bounds.slice(1)],
    gradientTolerance,
  });
  const aside = 1e-9;
  const slopeAt = (x: number): number => objective([x, ...held.point.slice(1)]).gradient[0]!;
  const isSummit = slopeAt(mean - aside) <= 0 && slopeAt(mean + aside) >= 0;
  const better = held.value <= stalled.value + 1e-9;
  if (!better) return stalled;
  const iterations = stalled.iterations + held.iterations;
  return { ...held, iterations, converged: held.converged && isSummit };
}

function nearest(values: Float64Array, target: number): number {
  return values.reduce((best, x) => (Math.abs(x - target) < Math.abs(best - target) ? x : best));
}
