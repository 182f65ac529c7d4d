import { checkCount, checkObject, checkOneOf, checkSample } from "../base/check.ts";
import { fitGarch, type GarchFit } from "../market/garch/fit-garch.ts";
import type { GarchKind, Innovations } from "../market/garch/garch-model.ts";
import { simulateGarch } from "../market/garch/simulate-garch.ts";
import { compoundedReturns } from "./compounded-returns.ts";
import { checkRiskOptions, type IntervalEstimate, type RiskOptions } from "./interval-estimate.ts";
import { simulatedVar } from "./simulated-var.ts";

export interface FilteredHistoricalVarOptions extends RiskOptions {
  /** How the returns are given, and so how they add up over a horizon. */
  readonly returns: "log" | "simple";
  readonly model: GarchKind;
  readonly innovations: Innovations;
  readonly paths: number;
  readonly seed: number;
}

/** An estimate from simulated returns, with the model behind it. */
export interface FilteredHistoricalEstimate extends IntervalEstimate {
  readonly paths: number;
  readonly seed: number;
  readonly fit: GarchFit;
}

/**
 * Filtered historical simulation: a GARCH model fitted to daily returns, its standardised residuals
 * drawn with replacement into paths that go on from the last day, `horizonDays` long; VaR and expected
 * shortfall of the simple return over the horizon, as fractions. The horizon is simulated, not scaled.
 *
 * Standard errors are those of the simulation alone: more paths shrink them, the error of the fit they
 * do not hold. The same seed gives the same figures.
 *
 * Source: G. Barone-Adesi, K. Giannopoulos, L. Vosper, VaR without correlations for portfolios of
 * derivative securities, Journal of Futures Markets 19 (1999).
 *
 * @throws GarchRefusedError as {@link fitGarch} does; RangeError for a unit other than `fraction`,
 * fewer paths than the confidence needs, NaN, and a simulated simple return of -100 % or less (take log
 * returns then).
 */
export function filteredHistoricalVar(
  returns: ArrayLike<number>,
  options: FilteredHistoricalVarOptions,
): FilteredHistoricalEstimate {
  checkObject("options", options);
  checkRiskOptions(options);
  checkOneOf("returns", options.returns, ["log", "simple"]);
  checkOneOf("unit", options.unit, ["fraction"]);
  checkCount("paths", options.paths, 1);
  checkSample("returns", returns, 1);
  const { horizonDays, paths, seed } = options;
  const fit = fitGarch(returns, { model: options.model, innovations: options.innovations });
  const simulated = simulateGarch(fit.model, fit.path.state, {
    horizon: horizonDays,
    paths,
    seed,
    residuals: fit.path.standardizedResiduals,
  });
  const estimate = simulatedVar(compoundedReturns(simulated.returns, options.returns), {
    ...options,
    method: `filtered historical, ${options.model}`,
  });
  return {
    ...estimate,
    observations: returns.length,
    paths,
    fit,
    warnings: [...estimate.warnings, ...fit.warnings],
  };
}
