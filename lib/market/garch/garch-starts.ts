import { type GarchSample, garchLikelihood } from "./garch-likelihood.ts";
import type { GarchVector } from "./variance-recursion.ts";

const keptStarts = 3;
const arch = [0.03, 0.08, 0.2];
const persistences = [0.7, 0.9, 0.97, 0.99];
const logArch = [0.1, 0.25];
const logSigns = [-0.1, 0, 0.1];
const logBetas = [0.8, 0.95, 0.985];

/**
 * A start with next to no memory, for samples that have none: there a search from a long memory may
 * run into the edge of the domain.
 */
export function forgetfulStart(sample: GarchSample): GarchVector {
  const variance = sample.kind === "egarch" ? [0, 0.05, 0, 0.4] : [0.55, 0.05, 0, 0.4];
  return [0, ...variance, startingDegrees(sample.returns), 0];
}

/**
 * The likeliest few of a grid of parameters for a sample of variance 1 around 0, as places to start
 * a search from: the likelihood of an EGARCH often has more than one summit.
 */
export function garchStarts(sample: GarchSample): GarchVector[] {
  const shape = [startingDegrees(sample.returns), 0];
  const grid = (sample.kind === "egarch" ? logGrid() : linearGrid(sample.kind === "gjr")).map(
    (variance) => [0, ...variance, ...shape],
  );
  return grid
    .map((vector) => ({ vector, value: garchLikelihood(sample, vector).value }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((left, right) => right.value - left.value)
    .slice(0, keptStarts)
    .map(({ vector }) => vector);
}

function linearGrid(signed: boolean): number[][] {
  return arch.flatMap((weight) =>
    persistences.flatMap((kept) => {
      const omega = 1 - kept;
      const beta = kept - weight;
      const plain = [omega, weight, 0, beta];
      return signed ? [plain, [omega, weight / 2, weight, beta]] : [plain];
    }),
  );
}

function logGrid(): number[][] {
  return logArch.flatMap((alpha) =>
    logSigns.flatMap((gamma) => logBetas.map((beta) => [0, alpha, gamma, beta])),
  );
}

/** The degrees of freedom whose kurtosis the sample has, from 4 to 12. */
function startingDegrees(returns: Float64Array): number {
  const fourth = returns.reduce((sum, x) => sum + x ** 4, 0) / returns.length;
  return fourth > 3.75 ? Math.max(4, (4 * fourth - 6) / (fourth - 3)) : 12;
}
