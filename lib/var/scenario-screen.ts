import type { ScenarioLaw } from "../math/kernels/scenario-losses.ts";
import type { ScenarioScreen } from "../math/kernels/scenario-screen.ts";
import { roughGrowth } from "../math/rough-growth.ts";
import { roughNormals, singleUnit } from "../math/rough-normals.ts";

/** Tells most scenarios that lose less than a limit from the rest, at half the price of their losses. */
export interface LossScreen {
  /** Lets every scenario pass that loses the limit or more. */
  readonly screenAt: (limit: number) => ScenarioScreen;
  /** Every scenario it lets pass loses the limit less this, or has a normal beyond 4.17. */
  readonly slack: number;
}

/** Log returns beyond it are more than a polynomial of the fifth degree can follow. */
const farthest = 4;
/** Nearer ones it follows as well. */
const nearest = 0.01;
/** Of what cannot be told apart in single precision. */
const smallest = 1e-30;
/** Of a gross exposure: of less, what losses are rounded by below the smallest normal number may be more than `smallest`. */
const leastGross = 1e-280;

/**
 * A screen of the scenarios of a law; undefined where their log returns may be too large for one and where nothing, or
 * next to nothing, is held.
 *
 * The rough loss of a scenario, in shares of the gross exposure, differs from the loss by no more than the sum of: what the
 * polynomial leaves of e^x - 1 on the reach of the log returns; the errors of log returns, from rough normals and from
 * roundings, times the polynomial's largest slope; the roundings of polynomial and sum. Roundings are bounded as in N. Higham,
 * Accuracy and Stability of Numerical Algorithms (2002), section 3.1: n operations by n units of the sum of sizes.
 */
export function lossScreen({ lower, means, exposures, seed }: ScenarioLaw): LossScreen | undefined {
  const gross = exposures.reduce((sum, exposure) => sum + Math.abs(exposure), 0);
  if (!(gross >= leastGross)) return undefined;
  const { error, largest } = roughNormals();
  const weights = exposures.map((exposure) => exposure / gross);
  const errors = new Float64Array(means.length);
  let reach = nearest;
  let at = 0;
  means.forEach((mean, i) => {
    let loading = 0;
    for (let k = 0; k <= i; k++) loading += Math.abs(lower[at++]!);
    const size = Math.abs(mean) + largest * loading;
    errors[i] = error * loading + (i + 4) * unit * size;
    reach = Math.max(reach, size + errors[i]!);
  });
  if (!(reach <= farthest)) return undefined;
  const growth = roughGrowth(reach);
  const [constant, ...powers] = growth.coefficients as [number, ...number[]];
  let slope = 0;
  let size = 0;
  for (let k = powers.length; k > 0; k--) {
    slope = slope * reach + k * Math.abs(powers[k - 1]!);
    size = (size + Math.abs(powers[k - 1]!)) * reach;
  }
  const moved = weights.reduce((sum, weight, i) => sum + Math.abs(weight) * errors[i]!, 0);
  const rounded = (2 * powers.length + means.length + 5) * unit * size;
  const off = 1.01 * (growth.error + slope * moved + rounded) + smallest;
  const shift = constant * weights.reduce((sum, weight) => sum + weight, 0);
  const singles = {
    lower: Float32Array.from(lower),
    means: Float32Array.from(means),
    weights: Float32Array.from(weights),
    seed,
  };
  return {
    screenAt: (limit) => {
      const least = limit / gross + shift - off;
      const polynomial = Float32Array.of(least - 2 * unit * Math.abs(least), ...powers);
      return { ...singles, polynomial };
    },
    slack: 2.01 * off * gross,
  };
}

/** Half a unit in the last place, and what products of several of them add. */
const unit: number = 1.01 * singleUnit;
