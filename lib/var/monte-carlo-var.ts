import {
  checkCount,
  checkFinite,
  checkObject,
  checkSameLength,
  checkSample,
} from "../base/check.ts";
import { checkSymmetric } from "../math/check-matrix.ts";
import { cholesky } from "../math/cholesky.ts";
import { type ScenarioLaw, scenarioLosses } from "../math/kernels/scenario-losses.ts";
import type { Matrix } from "../math/matrix.ts";
import { naturalExp } from "../math/natural-exp.ts";
import { seedWords } from "../math/random-stream.ts";
import { checkSampleForConfidence } from "./historical-var.ts";
import { checkRiskOptions, type RiskOptions, withIntervals } from "./interval-estimate.ts";
import { type LargeSampleRisk, topOfSample } from "./large-sample-risk.ts";
import type { RiskWarning } from "./risk-estimate.ts";
import type { SimulatedEstimate } from "./simulated-var.ts";
import { worstLosses } from "./worst-losses.ts";

export interface ScenarioOptions {
  /** Value held of each asset, signed; the holding does not change. */
  readonly exposures: ArrayLike<number>;
  /** Of the log returns over the horizon, positive definite; nothing is scaled. */
  readonly covariance: Matrix;
  /** Mean log return of each asset over the horizon; 0 when not given. */
  readonly meanLogReturns?: ArrayLike<number>;
  readonly scenarios: number;
  readonly seed: number;
}

export interface MonteCarloVarOptions extends RiskOptions, ScenarioOptions {}

/** No normal variate of a stream is larger: the tail beyond it is 2^-53. */
const largestVariate = 8.3;
const mostScenarios = 2 ** 32;

/**
 * Monte Carlo VaR and expected shortfall of linear exposures under log-normal returns with a
 * covariance: each scenario loses the sum of -exposure (exp(x) - 1), x normal. VaR is the type-7
 * quantile of the losses, expected shortfall the exact mean of the worst 1 - confidence.
 *
 * Scenario s depends on the seed and s alone (stream s, one number per asset in order), so the bits
 * are the same on any machine. Only the losses that the estimate rests on, a little more than the tail, are computed where
 * that is less work: the others are known to be smaller from a rough look ({@link worstLosses}). Errors are those of
 * the simulation, the covariance counts as known, which `known-parameters` says.
 *
 * Source: P. Glasserman, Monte Carlo Methods in Financial Engineering (2003), sections 2.3 and 9.1.
 *
 * @throws RangeError for NaN, sizes that differ, a covariance that is not positive definite, losses that
 * no number holds, and fewer scenarios than the confidence needs (100 at 0.99).
 * @example monteCarloVar({ exposures: [10e6, 5e6], covariance, confidence: 0.99, horizonDays: 1,
 *   unit: "USD", scenarios: 1_000_000, seed: 7 })
 */
export function monteCarloVar(options: MonteCarloVarOptions): SimulatedEstimate {
  const { estimate, worst } = checkMonteCarloVar(options);
  const { law, scenarios } = checkScenarios(options);
  return estimate(worstLosses(law, { scenarios, count: worst }));
}

/** The estimate from the worst losses. @internal */
export interface MonteCarloVarPlan {
  /** How many of the largest losses it rests on. */
  readonly worst: number;
  /** From these, ascending. */
  readonly estimate: (losses: Float64Array) => SimulatedEstimate;
}

/** Throws as {@link monteCarloVar} for the options that are not about scenarios. @internal */
export function checkMonteCarloVar(options: MonteCarloVarOptions): MonteCarloVarPlan {
  checkRiskOptions(options);
  const { confidence, horizonDays, unit, intervalLevel = 0.95, seed, scenarios } = options;
  checkCount("scenarios", scenarios, 1);
  checkSampleForConfidence("scenarios", scenarios, confidence);
  const sample = topOfSample(scenarios, { confidence, intervalLevel });
  const estimate = (losses: Float64Array): SimulatedEstimate => {
    const risk = sample.risk(losses);
    const found = {
      valueAtRisk: risk.valueAtRisk,
      expectedShortfall: risk.expectedShortfall,
      unit,
      method: "Monte Carlo, log-normal",
      confidence,
      horizonDays,
      observations: scenarios,
      tailCount: risk.tailCount,
      standardError: risk.standardError,
      expectedShortfallStandardError: risk.expectedShortfallStandardError,
      seed,
      warnings: warningsOf(risk),
    };
    const { valueAtRiskInterval } = risk;
    return { ...withIntervals(found, intervalLevel), valueAtRiskInterval };
  };
  return { worst: sample.count, estimate };
}

/**
 * The losses behind {@link monteCarloVar}, in the order of the scenarios, positive for a loss.
 *
 * @throws RangeError as {@link monteCarloVar}.
 * @example monteCarloLosses({ exposures: [1e6], covariance, scenarios: 10_000, seed: 7 })
 */
export function monteCarloLosses(options: ScenarioOptions): Float64Array {
  const { scenarios, law } = checkScenarios(options);
  const losses = new Float64Array(scenarios);
  scenarioLosses(law, 0, losses);
  return losses;
}

/** Checked scenarios. */
export interface ScenarioPlan {
  readonly scenarios: number;
  readonly law: ScenarioLaw;
}

/** Throws as {@link monteCarloLosses}, before drawing. @internal */
export function checkScenarios(options: ScenarioOptions): ScenarioPlan {
  checkObject("options", options);
  const { exposures, covariance, scenarios, seed } = options;
  checkSample("exposures", exposures, 1);
  checkSymmetric("covariance", covariance);
  checkSameLength(["exposures", "covariance"], exposures, { length: covariance.rows });
  const means = Float64Array.from(options.meanLogReturns ?? new Float64Array(exposures.length));
  checkSample("meanLogReturns", means, 1);
  checkSameLength(["exposures", "meanLogReturns"], exposures, means);
  checkCount("scenarios", scenarios, 1);
  if (scenarios > mostScenarios) {
    throw new RangeError(`scenarios must be at most 2^32: ${scenarios}`);
  }
  const lower = packedRows(cholesky(covariance, "covariance"));
  const law = { lower, means, exposures: Float64Array.from(exposures), seed: seedWords(seed) };
  checkFinite("the largest possible loss", largestLoss(law));
  return { scenarios, law };
}

/** The rows of a lower triangular matrix up to the diagonal. */
function packedRows({ rows, values }: Matrix): Float64Array {
  const packed: number[] = [];
  for (let i = 0; i < rows; i++) packed.push(...values.subarray(i * rows, i * rows + i + 1));
  return Float64Array.from(packed);
}

/** A bound of every loss and gain, of both signs together: where it is finite no sum is NaN. */
function largestLoss({ lower, means, exposures }: ScenarioLaw): number {
  let bound = 0;
  let at = 0;
  exposures.forEach((exposure, i) => {
    let reach = Math.abs(means[i]!);
    for (let k = 0; k <= i; k++) reach += largestVariate * Math.abs(lower[at++]!);
    bound += Math.abs(exposure) * naturalExp(reach);
  });
  return bound;
}

function warningsOf({ tailCount, valueAtRisk, expectedShortfall }: LargeSampleRisk): RiskWarning[] {
  const known = "the covariance was taken as known: standard errors are of the simulation alone";
  const warnings: RiskWarning[] = [{ code: "known-parameters", message: known }];
  if (tailCount < 5) {
    const message = `expected shortfall rests on ${tailCount} scenarios`;
    warnings.push({ code: "thin-tail", message });
  }
  if (!(expectedShortfall > valueAtRisk)) {
    const message = `expected shortfall equals VaR, ${valueAtRisk}: the tail has no spread`;
    warnings.push({ code: "flat-tail", message });
  }
  return warnings;
}
