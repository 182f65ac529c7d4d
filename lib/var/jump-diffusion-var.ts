import { checkCount, checkObject, checkOneOf, checkSample } from "../base/check.ts";
import { daysPerYear } from "../base/time.ts";
import { fitJumpDiffusion, type JumpDiffusionFit } from "../market/paths/fit-jump-diffusion.ts";
import { singleJumpModel } from "../market/paths/single-jump-model.ts";
import type { PathSampling } from "../market/paths/visit-paths.ts";
import { checkRiskOptions, type RiskOptions } from "./interval-estimate.ts";
import { pathVar } from "./path-var.ts";
import type { SimulatedEstimate } from "./simulated-var.ts";

export interface JumpDiffusionVarOptions extends RiskOptions {
  readonly paths: number;
  readonly seed: number;
  /** `independent` when not given. */
  readonly sampling?: PathSampling;
}

/** An estimate from simulated returns, with the law behind it. */
export interface JumpDiffusionEstimate extends SimulatedEstimate {
  readonly paths: number;
  readonly fit: JumpDiffusionFit;
}

/**
 * Jump-diffusion Monte Carlo: Merton's law fitted to daily log returns, drawn over `horizonDays`; VaR and
 * expected shortfall of the simple return, as fractions. Returns are independent under it: what follows
 * a bad week is no worse than what follows a calm one.
 *
 * Standard errors are those of the simulation alone; the error of the fit they do not hold. For one
 * asset `jumpDiffusionTail` is exact; simulation is for paths, and for several assets (`pathVar`).
 *
 * @throws RangeError as {@link fitJumpDiffusion} does, for a unit other than `fraction`, and for fewer
 * paths than the confidence needs.
 */
export function jumpDiffusionVar(
  logReturns: ArrayLike<number>,
  options: JumpDiffusionVarOptions,
): JumpDiffusionEstimate {
  checkObject("options", options);
  checkRiskOptions(options);
  checkOneOf("unit", options.unit, ["fraction"]);
  checkCount("paths", options.paths, 1);
  checkSample("logReturns", logReturns, 1);
  const fit = fitJumpDiffusion(logReturns, { periodsPerYear: daysPerYear });
  const model = singleJumpModel(fit.law, {
    asset: "asset",
    start: 1,
    periodsPerYear: daysPerYear / options.horizonDays,
  });
  const {
    steps: _,
    when: __,
    ...estimate
  } = pathVar(model, {
    ...options,
    exposures: [1],
    when: "end",
  });
  const ofSimulation = estimate.warnings.filter(({ code }) => code !== "known-parameters");
  return {
    ...estimate,
    method: "Monte Carlo, jump-diffusion",
    observations: logReturns.length,
    warnings: [...ofSimulation, ...fit.warnings],
    fit,
  };
}
