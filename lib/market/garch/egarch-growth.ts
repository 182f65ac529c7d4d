import { cosh, sinh } from "../../math/elementary/hyperbolic.ts";
import { naturalExp } from "../../math/natural-exp.ts";
import type { GarchModel } from "./garch-model.ts";
import { innovationLaw } from "./innovation-law.ts";
import { meanAbsoluteNormal } from "./variance-recursion.ts";

const step = 1 / 64;
const reach = 4;

/**
 * E[exp(power g(z))] with g(z) = alpha (|z| - sqrt(2/pi)) + gamma z: by how much the shock of one
 * period is expected to multiply a later variance of an EGARCH.
 *
 * Infinite for Student's t and the skewed t wherever the exponent grows on a side: no power of their
 * tails outweighs an exponential.
 */
export function egarchGrowth(model: GarchModel, power: number): number {
  const { alpha, gamma = 0, innovations = "normal" } = model;
  const right = power * (alpha + gamma);
  const left = power * (alpha - gamma);
  if (right === 0 && left === 0) return 1;
  if (innovations !== "normal" && Math.max(right, left) > 0) return Infinity;
  const law = innovationLaw(model);
  const total = overPositive(
    (z) => naturalExp(right * z + law.logDensity(z)) + naturalExp(left * z + law.logDensity(-z)),
  );
  return total * naturalExp(-power * alpha * meanAbsoluteNormal);
}

/**
 * The integral of f from 0 to infinity, by the trapezoidal rule after z = exp((pi / 2) sinh t).
 * Source: H. Takahasi, M. Mori, Double exponential formulas for numerical integration, Publications
 * of the RIMS 9 (1974).
 */
function overPositive(f: (z: number) => number): number {
  let sum = 0;
  for (let t = -reach; t <= reach; t += step) {
    const z = naturalExp((Math.PI / 2) * sinh(t));
    const weighted = f(z) * z * (Math.PI / 2) * cosh(t);
    if (weighted > 0) sum += weighted;
  }
  return sum * step;
}
