import { checkObject } from "../../base/check.ts";
import { naturalExp } from "../../math/natural-exp.ts";
import { naturalLog } from "../../math/natural-log.ts";
import { normalDistribution } from "../../math/normal-distribution.ts";
import { type GarchModel, garchPersistence, isStationaryGarch } from "./garch-model.ts";
import { meanAbsoluteNormal } from "./variance-recursion.ts";

const negligible = 1e-12;
const mostFactors = 1_000_000;

/**
 * The long-run variance: omega / (1 - persistence) of `garch` and `gjr`, Nelson's product for an
 * `egarch` with normal shocks. Undefined when there is none, and for an `egarch` with other shocks,
 * where it is infinite wherever a tail is fat on a side that moves the variance.
 */
export function garchLongRunVariance(model: GarchModel): number | undefined {
  checkObject("model", model);
  if (!isStationaryGarch(model)) return undefined;
  if (model.kind === "egarch") return egarchLongRunVariance(model);
  return model.omega / (1 - garchPersistence(model));
}

/**
 * The long-run variance of an EGARCH with normal shocks, exp(omega / (1 - beta)) times the product of
 * E[exp(beta^i g(z))] over i = 0, 1, 2...; undefined for other laws, where it is infinite or has no
 * closed form, and unless |beta| < 1.
 *
 * Source: D. Nelson, Econometrica 59 (1991), theorem 2.2 and appendix 1.
 */
function egarchLongRunVariance(model: GarchModel): number | undefined {
  const { omega, beta, innovations = "normal" } = model;
  if (innovations !== "normal" || !(Math.abs(beta) < 1)) return undefined;
  let log = omega / (1 - beta);
  let power = 1;
  for (let i = 0; i < mostFactors && Math.abs(power) > negligible; i++) {
    log += logNormalGrowth(model, power);
    power *= beta;
  }
  return naturalExp(log);
}

/** ln E[exp(power g(z))] with z normal: E exp(a|z| + bz) is closed. */
function logNormalGrowth({ alpha, gamma = 0 }: GarchModel, power: number): number {
  const [right, left] = [power * (alpha + gamma), power * (alpha - gamma)];
  const half = (slope: number): number =>
    naturalExp((slope * slope) / 2) * normalDistribution(slope);
  return naturalLog(half(right) + half(left)) - power * alpha * meanAbsoluteNormal;
}
