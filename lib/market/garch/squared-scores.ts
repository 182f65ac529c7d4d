import { type GarchSample, garchLikelihood } from "./garch-likelihood.ts";
import type { GarchVector } from "./variance-recursion.ts";

/**
 * The sum over all periods of score times score transposed, by the free parameters: near the summit of a
 * model that holds about minus the Hessian, and never with a negative curvature.
 *
 * Source: E. Berndt, B. Hall, R. Hall, J. Hausman, Estimation and inference in nonlinear structural
 * models, Annals of Economic and Social Measurement 3 (1974).
 */
export function squaredScores(
  sample: GarchSample,
  vector: GarchVector,
  free: readonly number[],
): number[][] {
  const size = free.length;
  const sums = new Float64Array(size * size);
  garchLikelihood(sample, vector, (score) => {
    for (let k = 0; k < size; k++) {
      const own = score[free[k]!]!;
      for (let l = 0; l <= k; l++) sums[k * size + l]! += own * score[free[l]!]!;
    }
  });
  return free.map((_, k) =>
    free.map((_unused, l) => sums[Math.max(k, l) * size + Math.min(k, l)]!),
  );
}
