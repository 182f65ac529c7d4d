import { checkCount, checkObject, checkSample, describe } from "../base/check.ts";
import { groupMeans } from "../math/grouped-mean.ts";
import { sampleVariance } from "../math/moments.ts";
import { historicalVar, lossesOf } from "./historical-var.ts";
import {
  checkRiskOptions,
  type IntervalEstimate,
  type RiskOptions,
  withIntervals,
} from "./interval-estimate.ts";

export interface SimulatedVarOptions extends RiskOptions {
  /** What the outcomes were drawn from, as the result names it: `Monte Carlo, Heston`. */
  readonly method: string;
  /** The seed of the outcomes. */
  readonly seed: number;
  /**
   * Neighbours that were drawn together: 2 for antithetic pairs, the size of a batch for moment-matched
   * ones; 1, independent, when not given.
   */
  readonly groupSize?: number;
}

/** An estimate from outcomes that were drawn. */
export interface SimulatedEstimate extends IntervalEstimate {
  readonly seed: number;
}

/** With fewer groups the spread between them is not known to a third. */
const fewestGroups = 20;

/**
 * VaR and expected shortfall of simulated profit and loss, signed: the type-7 quantile of the losses and
 * the exact mean of the worst 1 - confidence. Standard errors are those of the simulation alone (more
 * draws shrink them): what the model and its parameters are worth, they do not say.
 *
 * Grouped draws: the error of VaR is Maritz and Jarrett's times the square root of how much the share of
 * losses beyond VaR spreads between groups against independent draws; that of expected shortfall
 * comes from the groups' mean excesses.
 *
 * @throws RangeError for NaN, fewer outcomes than the confidence needs (20 at 0.95, 100 at 0.99), and
 * fewer than 20 groups or a group that is not whole.
 * @example simulatedVar(pnl, { confidence: 0.99, horizonDays: 10, unit: "USD", method: "Monte Carlo",
 *   seed: 7, groupSize: 2 })
 */
export function simulatedVar(
  pnl: ArrayLike<number>,
  options: SimulatedVarOptions,
): SimulatedEstimate {
  checkObject("options", options);
  checkRiskOptions(options);
  checkCount("seed", options.seed, 0);
  checkSample("pnl", pnl, 1);
  const { confidence, horizonDays, unit, method, seed, groupSize = 1 } = options;
  if (typeof method !== "string" || method === "") {
    throw new RangeError(`method must say what was drawn from: ${describe(method)}`);
  }
  const found = historicalVar(pnl, { confidence, horizonDays, unit, windows: "separate" });
  const errors = groupSize === 1 ? found : groupedErrors(lossesOf(pnl), { ...found, groupSize });
  return withIntervals(
    {
      valueAtRisk: found.valueAtRisk,
      expectedShortfall: found.expectedShortfall,
      unit,
      method,
      confidence,
      horizonDays,
      observations: pnl.length,
      tailCount: found.tailCount,
      standardError: errors.standardError,
      expectedShortfallStandardError: errors.expectedShortfallStandardError,
      seed,
      warnings: found.warnings,
    },
    options.intervalLevel,
  );
}

interface StandardErrors {
  readonly standardError: number;
  readonly expectedShortfallStandardError: number;
}

interface Grouped extends StandardErrors {
  readonly valueAtRisk: number;
  readonly confidence: number;
  readonly groupSize: number;
}

function groupedErrors(losses: Float64Array, grouped: Grouped): StandardErrors {
  const { valueAtRisk, confidence, groupSize, standardError } = grouped;
  const beyond = losses.map((loss) => (loss > valueAtRisk ? 1 : 0));
  const shares = groupMeans(beyond, groupSize);
  if (shares.length < fewestGroups) {
    throw new RangeError(
      `pnl must have at least ${fewestGroups} groups of ${groupSize}: ${shares.length}`,
    );
  }
  const alone = sampleVariance(beyond);
  const inflation = alone > 0 ? (sampleVariance(shares) * groupSize) / alone : 1;
  const excesses = groupMeans(
    losses.map((loss) => Math.max(loss - valueAtRisk, 0)),
    groupSize,
  );
  return {
    standardError: standardError * Math.sqrt(inflation),
    expectedShortfallStandardError:
      Math.sqrt(sampleVariance(excesses) / excesses.length) / (1 - confidence),
  };
}
