import {
  checkCount,
  checkFinite,
  checkList,
  checkObject,
  checkPositive,
} from "../../base/check.ts";
import { naturalExp } from "../../math/natural-exp.ts";
import { naturalLog } from "../../math/natural-log.ts";
import { egarchGrowth } from "./egarch-growth.ts";
import { type GarchState, nextVariance } from "./garch-filter.ts";
import { garchLongRunVariance } from "./garch-long-run.ts";
import { checkGarchModel, type GarchModel, garchPersistence } from "./garch-model.ts";

export interface GarchForecastOptions {
  /** How many periods ahead. */
  readonly horizon: number;
}

/** Why a reader should hesitate before using a forecast. */
export interface GarchForecastWarning {
  /** The expected variance is infinite beyond one period; its median is not: simulate it. */
  readonly code: "infinite-variance";
  readonly message: string;
}

/** Expected variances, per period and in the unit of the returns; element 0 is the next period. */
export interface GarchForecast {
  /** E[v] of each period ahead. */
  readonly variances: Float64Array;
  /** The square roots of `variances`. */
  readonly volatility: Float64Array;
  /** Sums of `variances`: the variance of the log return over 1, 2, 3... periods. */
  readonly cumulativeVariances: Float64Array;
  /** Where `variances` lead; left out where there is no such level or none in closed form. */
  readonly longRunVariance?: number;
  readonly warnings: readonly GarchForecastWarning[];
}

/**
 * The expected variance of each of the next periods, by the model's own recursion.
 *
 * `garch` and `gjr`: E v[h + 1] = omega + persistence E v[h], also where nothing is stationary.
 * `egarch`: the products of the expected growth of the variance; with fat tails these are infinite
 * from the second period on (Nelson 1991), which the result says.
 *
 * @throws RangeError on parameters that allow a negative variance and a state that is not one.
 * @example garchForecast(fit.model, fit.path.state, { horizon: 10 }).cumulativeVariances[9]
 */
export function garchForecast(
  model: GarchModel,
  state: GarchState,
  options: GarchForecastOptions,
): GarchForecast {
  checkObject("model", model);
  checkObject("state", state);
  checkObject("options", options);
  checkGarchModel(model);
  checkGarchState(state);
  checkCount("horizon", options.horizon, 1);
  const first = nextVariance(model, state);
  const { horizon } = options;
  const variances =
    model.kind === "egarch"
      ? logVariances(model, { first, horizon })
      : linearVariances(model, { first, horizon });
  let sum = 0;
  const longRun = garchLongRunVariance(model);
  return {
    variances,
    volatility: variances.map(Math.sqrt),
    cumulativeVariances: variances.map((variance) => (sum += variance)),
    ...(longRun !== undefined && { longRunVariance: longRun }),
    warnings: warningsOf(variances),
  };
}

export interface TermStructureOptions {
  /** How many of the model's periods make a year: 365 for daily crypto returns. */
  readonly periodsPerYear: number;
}

/**
 * The annualised volatility over the next 1, 2, 3... periods: the square root of the mean expected
 * variance up to each, times sqrt(periodsPerYear). Flat where the square-root rule would hold.
 */
export function volatilityTermStructure(
  forecast: GarchForecast,
  options: TermStructureOptions,
): Float64Array {
  checkObject("forecast", forecast);
  checkObject("options", options);
  const { periodsPerYear } = options;
  checkPositive("periodsPerYear", periodsPerYear);
  checkList("cumulativeVariances", forecast.cumulativeVariances);
  return forecast.cumulativeVariances.map((sum, i) => {
    if (!(sum >= 0)) throw new RangeError(`cumulativeVariances must be zero or more: ${sum}`);
    return Math.sqrt((sum / (i + 1)) * periodsPerYear);
  });
}

/** Throws a RangeError unless the state has a positive variance and a finite residual. */
export function checkGarchState({ variance, residual }: GarchState): void {
  checkPositive("variance", variance);
  checkFinite("residual", residual);
}

interface Ahead {
  readonly first: number;
  readonly horizon: number;
}

function linearVariances(model: GarchModel, { first, horizon }: Ahead): Float64Array {
  const kept = garchPersistence(model);
  let variance = first;
  return Float64Array.from({ length: horizon }, (_, i) => {
    if (i > 0) variance = model.omega + kept * variance;
    return variance;
  });
}

/**
 * ln v[h] = omega (1 + beta + ...) + sum of beta^i g(z[h - 1 - i]) + beta^(h - 1) ln v[1], with the z
 * independent: the expectation of the exponential is a product over i.
 */
function logVariances(model: GarchModel, { first, horizon }: Ahead): Float64Array {
  const { omega, beta } = model;
  let level = naturalLog(first);
  let growth = 0;
  let power = 1;
  return Float64Array.from({ length: horizon }, (_, i) => {
    if (i > 0) {
      level = omega + beta * level;
      growth += naturalLog(egarchGrowth(model, power));
      power *= beta;
    }
    return naturalExp(level + growth);
  });
}

function warningsOf(variances: Float64Array): GarchForecastWarning[] {
  const first = variances.indexOf(Infinity);
  if (first < 0) return [];
  const message = `the expected variance is infinite from period ${first + 1} ahead`;
  return [{ code: "infinite-variance", message }];
}
