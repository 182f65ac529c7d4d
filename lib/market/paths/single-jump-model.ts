import { checkObject } from "../../base/check.ts";
import { checkJumpDiffusionLaw, type JumpDiffusionLaw } from "./jump-diffusion-law.ts";
import { jumpDiffusionModel } from "./jump-diffusion-model.ts";
import type { PathModel } from "./path-model.ts";

/** Where the paths of one asset start and how their time counts. */
export interface SingleStart {
  readonly asset: string;
  readonly start: number;
  readonly periodsPerYear: number;
}

/**
 * Merton's jump-diffusion of one asset under the real-world drift of a law, as {@link jumpDiffusionModel}
 * draws it.
 *
 * @example singleJumpModel(fit.law, { asset: "BTC", start: 30_000, periodsPerYear: 365 })
 */
export function singleJumpModel(law: JumpDiffusionLaw, from: SingleStart): PathModel {
  checkJumpDiffusionLaw(law);
  checkObject("from", from);
  return jumpDiffusionModel({
    assets: [from.asset],
    start: [from.start],
    periodsPerYear: from.periodsPerYear,
    drift: { measure: "real-world", annualGrowth: [law.annualGrowth] },
    annualVolatility: [law.annualVolatility],
    jumps: {
      clock: "own",
      jumpsPerYear: [law.jumpsPerYear],
      meanLogJump: [law.meanLogJump],
      logJumpDeviation: [law.logJumpDeviation],
    },
  });
}
