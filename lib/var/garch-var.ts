import { checkCount, checkObject, checkOneOf, checkSample } from "../base/check.ts";
import { fitGarch, type GarchFit } from "../market/garch/fit-garch.ts";
import type { GarchKind, Innovations } from "../market/garch/garch-model.ts";
import { simulateGarch } from "../market/garch/simulate-garch.ts";
import { compoundedReturns } from "./compounded-returns.ts";
import { checkRiskOptions, type RiskOptions } from "./interval-estimate.ts";
import { type SimulatedEstimate, simulatedVar } from "./simulated-var.ts";

export interface GarchVarOptions extends RiskOptions {
  /** How the returns are given, and so how they add up over a horizon. */
  readonly returns: "log" | "simple";
  readonly model: GarchKind;
  /** The law that is fitted, and drawn from. */
  readonly innovations: Innovations;
  readonly paths: number;
  readonly seed: number;
}

/** An estimate from simulated returns, with the model behind it. */
export interface GarchVarEstimate extends SimulatedEstimate {
  readonly paths: number;
  readonly fit: GarchFit;
}

/**
 * GARCH Monte Carlo: a model fitted to daily returns, paths of its own law from the last day on,
 * `horizonDays` long; VaR and expected shortfall of the simple return over the horizon, as fractions.
 * The horizon is simulated, not scaled. `filteredHistoricalVar` is the same with the residuals that
 * occurred instead of a law: this one can fall further than anything did.
 *
 * Standard errors are those of the simulation alone; the error of the fit they do not hold.
 *
 * @throws GarchRefusedError as {@link fitGarch} does; RangeError for a unit other than `fraction`,
 * fewer paths than the confidence needs, NaN, and a simulated simple return of -100 % or less (take log
 * returns then).
 */
export function garchVar(returns: ArrayLike<number>, options: GarchVarOptions): GarchVarEstimate {
  checkObject("options", options);
  checkRiskOptions(options);
  checkOneOf("returns", options.returns, ["log", "simple"]);
  checkOneOf("unit", options.unit, ["fraction"]);
  checkCount("paths", options.paths, 1);
  checkSample("returns", returns, 1);
  const { model, innovations, horizonDays, paths, seed } = options;
  const fit = fitGarch(returns, { model, innovations });
  const simulated = simulateGarch(fit.model, fit.path.state, {
    horizon: horizonDays,
    paths,
    seed,
  });
  const estimate = simulatedVar(compoundedReturns(simulated.returns, options.returns), {
    ...options,
    method: `Monte Carlo, ${model}, ${innovations}`,
  });
  return {
    ...estimate,
    observations: returns.length,
    warnings: [...estimate.warnings, ...fit.warnings],
    paths,
    fit,
  };
}
