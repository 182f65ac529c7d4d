import type { Matrix } from "../../math/matrix.ts";
import { minimizeInBox, type ValueAndGradient } from "../../math/minimize-in-box.ts";
import { dccLikelihood } from "./dcc-likelihood.ts";
import type { DccParameters } from "./dcc-recursion.ts";

/** Where the search for a and b ended. */
export interface DccSearch extends DccParameters {
  readonly logLikelihood: number;
  readonly constantLogLikelihood: number;
  readonly identified: boolean;
  readonly converged: boolean;
  readonly iterations: number;
}

/** Starts of the search: a + b, and the share of a in it. */
const persistences = [0.1, 0.5, 0.9, 0.97, 0.99];
const shares = [0.01, 0.05, 0.2, 0.5];
/** How many starts, each of another persistence, are followed uphill. */
const followed = 3;
/** Gains in log-likelihood below this are rounding. */
const leastGain = 1e-6;

/**
 * The a and b of the highest likelihood, in the box of persistence p = a + b in [0, 1] and share
 * s = a / p in [0, 1]. The likelihood may have several peaks: the search starts from the best points of
 * a grid and keeps the highest. @internal
 */
export function searchDcc(residuals: Matrix, target: Matrix): DccSearch {
  const negative = (point: readonly number[]): ValueAndGradient => inBox(point, residuals, target);
  const constantLogLikelihood = dccLikelihood(residuals, target, { a: 0, b: 0 }).value;
  const starts = persistences
    .map((p) => best(shares.map((s) => ({ point: [p, s], value: negative([p, s]).value }))))
    .sort((left, right) => left.value - right.value);
  const unit = { lower: 0, upper: 1 };
  const found = best(
    starts
      .slice(0, followed)
      .map(({ point }) =>
        minimizeInBox(negative, point, { bounds: [unit, unit], gradientTolerance: 1e-8 }),
      ),
  );
  const [persistence, share] = [found.point[0]!, found.point[1]!];
  const logLikelihood = -found.value * residuals.rows;
  const identified = logLikelihood - constantLogLikelihood > leastGain;
  return {
    a: identified ? persistence * share : 0,
    b: identified ? persistence * (1 - share) : 0,
    logLikelihood: identified ? logLikelihood : constantLogLikelihood,
    constantLogLikelihood,
    identified,
    converged: found.converged,
    iterations: found.iterations,
  };
}

function best<Candidate extends { readonly value: number }>(
  candidates: readonly Candidate[],
): Candidate {
  return candidates.reduce((least, next) => (next.value < least.value ? next : least));
}

/** Minus the mean log-likelihood per date as a function of persistence and share. */
function inBox(point: readonly number[], residuals: Matrix, target: Matrix): ValueAndGradient {
  const [p, s] = [point[0]!, point[1]!];
  const parameters = { a: p * s, b: p * (1 - s) };
  const { value, gradient } = dccLikelihood(residuals, target, parameters);
  const [byA, byB] = gradient;
  const count = -residuals.rows;
  return {
    value: value / count,
    gradient: [(s * byA + (1 - s) * byB) / count, (p * (byA - byB)) / count],
  };
}
