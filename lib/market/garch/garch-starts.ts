import { square } from "../../math/elementary/power.ts";
import { type GarchSample, garchLikelihood } from "./garch-likelihood.ts";
import type { GarchVector } from "./variance-recursion.ts";

/** Weak, middling and strong reactions of the variance to a shock. */
const weights = [0.03, 0.08, 0.25];
const persistences = [0.7, 0.9, 0.97, 0.99];
const logWeights = [0.1, 0.3, 1];
const logSigns = [-0.1, 0, 0.1];
const logBetas = [0.8, 0.95, 0.985];

/**
 * For each size of reaction to shocks the likeliest of a grid, as places to start a search from: the
 * likelihood of an EGARCH often has more than one summit. The sample should have mean 0 and variance
 * 1.
 */
export function garchStarts(sample: GarchSample): GarchVector[] {
  const { kind, returns } = sample;
  const shape = [startingDegrees(returns), 0];
  const grids =
    kind === "egarch" ? logWeights.map(logGrid) : weights.map(linearGrid(kind === "gjr"));
  return grids.flatMap((grid) =>
    likeliest(
      sample,
      grid.map((variance) => [0, ...variance, ...shape]),
    ),
  );
}

/**
 * A start with next to no memory, for samples that have none: there a search from a long memory may
 * run into the edge of the domain.
 */
export function forgetfulStart({ kind, returns }: GarchSample): GarchVector {
  const variance = kind === "egarch" ? [0, 0.05, 0, 0.4] : [0.55, 0.05, 0, 0.4];
  return [0, ...variance, startingDegrees(returns), 0];
}

function linearGrid(signed: boolean): (weight: number) => number[][] {
  return (weight) =>
    persistences.flatMap((kept) => {
      const omega = 1 - kept;
      const beta = kept - weight;
      const plain = [omega, weight, 0, beta];
      return signed ? [plain, [omega, weight / 2, weight, beta]] : [plain];
    });
}

function logGrid(alpha: number): number[][] {
  return logSigns.flatMap((gamma) => logBetas.map((beta) => [0, alpha, gamma, beta]));
}

/** None where the likelihood is finite at none. */
function likeliest(sample: GarchSample, vectors: readonly GarchVector[]): GarchVector[] {
  const values = vectors.map((vector) => garchLikelihood(sample, vector).value);
  const highest = Math.max(...values.filter(Number.isFinite));
  return vectors.filter((_, i) => values[i] === highest).slice(0, 1);
}

/** The degrees of freedom whose kurtosis the sample has, from 4 to 12. */
function startingDegrees(returns: Float64Array): number {
  const fourth = returns.reduce((sum, x) => sum + square(square(x)), 0) / returns.length;
  return fourth > 3.75 ? Math.max(4, (4 * fourth - 6) / (fourth - 3)) : 12;
}
