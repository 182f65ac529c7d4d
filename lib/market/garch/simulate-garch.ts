import { checkCount, checkObject, checkSample } from "../../base/check.ts";
import type { Matrix } from "../../math/matrix.ts";
import { type RandomStream, randomStream } from "../../math/random-stream.ts";
import type { GarchState } from "./garch-filter.ts";
import { checkGarchState } from "./garch-forecast.ts";
import { checkGarchModel, type GarchModel } from "./garch-model.ts";
import { garchWalk } from "./garch-walk.ts";
import { innovationLaw } from "./innovation-law.ts";

export interface SimulateGarchOptions {
  /** How many periods each path goes on. */
  readonly horizon: number;
  readonly paths: number;
  /** Path i draws from stream i of this seed, whatever the number of paths. */
  readonly seed: number;
  /** Standardised residuals to draw from with replacement instead of the model's law. */
  readonly residuals?: ArrayLike<number>;
}

/** Random futures of a model; rows are paths, columns are periods ahead. */
export interface GarchSimulation {
  readonly returns: Matrix;
  /** The variance that each return was drawn with; the first column is the same in all paths. */
  readonly variances: Matrix;
  readonly seed: number;
}

/**
 * Random paths of returns that go on from a state. The same seed gives the same paths on every
 * machine; more paths leave the first ones as they were.
 *
 * @throws RangeError on parameters that allow a negative variance, a state that is not one, fewer
 * than two residuals, and when a path leaves the range of numbers, naming it.
 * @example simulateGarch(fit.model, fit.path.state, { horizon: 10, paths: 10_000, seed: 7 })
 */
export function simulateGarch(
  model: GarchModel,
  state: GarchState,
  options: SimulateGarchOptions,
): GarchSimulation {
  checkObject("model", model);
  checkObject("state", state);
  checkObject("options", options);
  const { horizon, paths, seed, residuals } = options;
  checkGarchModel(model);
  checkGarchState(state);
  checkCount("horizon", horizon, 1);
  checkCount("paths", paths, 1);
  if (residuals !== undefined) checkSample("residuals", residuals, 2);
  const draw = residuals ? drawFrom(residuals) : innovationLaw(model).draw;
  const returns = new Float64Array(paths * horizon);
  const variances = new Float64Array(paths * horizon);
  for (let path = 0; path < paths; path++) {
    const random = randomStream({ seed, stream: path });
    const walk = garchWalk(model, state);
    for (let i = path * horizon; i < (path + 1) * horizon; i++) {
      const { variance, residual } = walk(draw(random), () => `path ${path}`);
      variances[i] = variance;
      returns[i] = (model.mean ?? 0) + residual;
    }
  }
  const shape = { rows: paths, columns: horizon };
  return {
    returns: { ...shape, values: returns },
    variances: { ...shape, values: variances },
    seed,
  };
}

function drawFrom(residuals: ArrayLike<number>): (random: RandomStream) => number {
  return (random) => residuals[random.below(residuals.length)]!;
}
