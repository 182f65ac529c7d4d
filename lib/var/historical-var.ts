import {
  checkCount,
  checkFraction,
  checkObject,
  checkOneOf,
  checkSameLength,
  checkSample,
  describe,
} from "../base/check.ts";
import { sortedOrderStatisticInterval } from "../math/order-statistic-interval.ts";
import { type QuantileType, quantileTypes, sortedQuantile } from "../math/quantile.ts";
import { quantileStandardError } from "../math/quantile-standard-error.ts";
import { type IntervalEstimate, withIntervals } from "./interval-estimate.ts";
import type { RiskWarning } from "./risk-estimate.ts";
import { shortfallStandardError } from "./shortfall-standard-error.ts";
import {
  expectedShortfallOf,
  type LossTail,
  lossTail,
  minimumObservations,
  type ShortfallMethod,
  shortfallMethods,
} from "./tail.ts";

/** How observations over several days were cut: sharing days with their neighbours or not. */
export type HorizonWindows = "separate" | "overlapping";

export interface HistoricalVarOptions {
  /** In (0, 1), for example 0.95. */
  readonly confidence: number;
  /** The days that each observation covers. Nothing is scaled: the observations must cover them. */
  readonly horizonDays: number;
  /** Unit of the observations: `USD`, `BTC`, `fraction`. */
  readonly unit: string;
  /** Hyndman-Fan type of the quantile of the losses; 7 when not given. */
  readonly quantileType?: QuantileType;
  /** `acerbi-tasche` when not given. */
  readonly shortfallMethod?: ShortfallMethod;
  /** The date of each observation, to name the tail. */
  readonly dates?: readonly string[];
  /** Required for a horizon of more than one day. */
  readonly windows?: HorizonWindows;
  /** Coverage of the confidence intervals; 0.95 when not given. */
  readonly intervalLevel?: number;
  /**
   * A sample too small to hold one observation beyond VaR: `refuse` (when not given) throws, `warn`
   * takes it as it is, from two observations on; expected shortfall is then its largest loss.
   */
  readonly smallSample?: "refuse" | "warn";
}

/** One observation that expected shortfall averages. */
export interface TailObservation {
  /** Its position in the input. */
  readonly index: number;
  /** Its date, where dates were given. */
  readonly date?: string;
  /** Positive is a loss. */
  readonly loss: number;
  /** Its weight in expected shortfall; the weights sum to 1. */
  readonly weight: number;
}

/**
 * A risk estimate from past outcomes, with the observations that it rests on. The interval of VaR lies
 * between two of them (`orderStatisticInterval`); an end that none can secure is infinite. That
 * of expected shortfall is normal.
 */
export interface HistoricalEstimate extends IntervalEstimate {
  readonly method: "historical";
  readonly quantileType: QuantileType;
  readonly shortfallMethod: ShortfallMethod;
  /** Worst first; the weighted sum of the losses is the expected shortfall. */
  readonly tail: readonly TailObservation[];
}

/** Below this count a tail average is one or two days' news. */
const fewestInTail = 5;

/**
 * Historical-simulation VaR and expected shortfall of profit and loss, or of simple returns.
 *
 * VaR is the sample quantile of the losses (minus the outcomes) at `confidence`. Type 1 is the
 * textbook definition, the smallest loss l with P(loss <= l) >= confidence; type 7 interpolates.
 * The standard error of VaR is Maritz and Jarrett's. Standard errors and intervals take observations
 * as independent: `bootstrapRisk` in blocks does not.
 *
 * Throws a RangeError for NaN or infinite outcomes, a confidence outside (0, 1), a horizon that is
 * not a whole number of days, and for a sample too small to hold one observation beyond VaR (20 at
 * 0.95, 100 at 0.99) unless `smallSample` is `warn`. Warns of a tail of fewer than five observations,
 * of an expected shortfall that equals VaR, and of overlapping observations.
 *
 * @example historicalVar(pnl, { confidence: 0.95, horizonDays: 1, unit: "USD", dates })
 */
export function historicalVar(
  pnl: ArrayLike<number>,
  options: HistoricalVarOptions,
): HistoricalEstimate {
  checkObject("options", options);
  checkOptions(pnl, options);
  const { confidence, quantileType = 7, shortfallMethod = "acerbi-tasche" } = options;
  const losses = lossesOf(pnl);
  const sorted = losses.toSorted();
  const valueAtRisk = sortedQuantile(sorted, confidence, quantileType);
  const tail = lossTail(sorted, { confidence, valueAtRisk, shortfallMethod });
  const estimate = {
    valueAtRisk,
    expectedShortfall: expectedShortfallOf(sorted, tail, valueAtRisk),
    tailCount: sorted.length - tail.start,
    observations: sorted.length,
  };
  const { intervalLevel = 0.95 } = options;
  const whole = {
    ...estimate,
    unit: options.unit,
    method: "historical" as const,
    confidence,
    horizonDays: options.horizonDays,
    quantileType,
    shortfallMethod,
    tail: tailObservations(losses, tail, { edge: sorted[tail.start]!, dates: options.dates }),
    standardError: quantileStandardError(sorted, confidence),
    expectedShortfallStandardError: shortfallStandardError(sorted, { confidence, valueAtRisk }),
    warnings: warningsOf(estimate, options),
  };
  const ranks = { probability: confidence, level: intervalLevel };
  const { lower, upper } = sortedOrderStatisticInterval(sorted, ranks);
  return { ...withIntervals(whole, intervalLevel), valueAtRiskInterval: { lower, upper } };
}

/** Losses are minus the outcomes; an outcome of 0 is a loss of 0, not of -0. */
export function lossesOf(pnl: ArrayLike<number>): Float64Array {
  const losses = new Float64Array(pnl.length);
  for (let i = 0; i < losses.length; i++) losses[i] = 0 - pnl[i]!;
  return losses;
}

/** Throws a RangeError when no observation is expected beyond VaR at `confidence`. */
export function checkSampleForConfidence(name: string, count: number, confidence: number): void {
  const refusal = sampleRefusal(name, count, confidence);
  if (refusal !== undefined) throw new RangeError(refusal);
}

function sampleRefusal(name: string, count: number, confidence: number): string | undefined {
  const minimum = minimumObservations(confidence);
  if (count >= minimum) return undefined;
  return `${name} must have at least ${minimum} observations at confidence ${confidence}: ${count}`;
}

function checkSmallSample(count: number, options: HistoricalVarOptions): void {
  const { confidence, smallSample = "refuse" } = options;
  checkOneOf("smallSample", smallSample, ["refuse", "warn"]);
  const refusal = sampleRefusal("pnl", count, confidence);
  if (refusal === undefined) return;
  if (smallSample === "warn" && count >= 2) return;
  const ways = 'historicalVar takes two or more with smallSample "warn", quantile one';
  throw new RangeError(`${refusal} (${ways})`);
}

function checkOptions(pnl: ArrayLike<number>, options: HistoricalVarOptions): void {
  const { confidence, horizonDays, unit, windows, dates, quantileType = 7 } = options;
  checkFraction("confidence", confidence);
  checkCount("horizonDays", horizonDays, 1);
  checkFraction("intervalLevel", options.intervalLevel ?? 0.95);
  checkOneOf("quantileType", quantileType, quantileTypes);
  checkOneOf("shortfallMethod", options.shortfallMethod ?? "acerbi-tasche", shortfallMethods);
  if (typeof unit !== "string" || unit === "") {
    throw new RangeError(`unit must name a unit such as USD: ${describe(unit)}`);
  }
  if (horizonDays > 1 || windows !== undefined) {
    checkOneOf("windows", windows as HorizonWindows, ["separate", "overlapping"]);
  }
  checkSample("pnl", pnl, 1);
  if (dates !== undefined) checkSameLength(["pnl", "dates"], pnl, dates);
  checkSmallSample(pnl.length, options);
}

interface TailEdge {
  /** The smallest loss in the tail. */
  readonly edge: number;
  readonly dates: readonly string[] | undefined;
}

function tailObservations(
  losses: Float64Array,
  tail: LossTail,
  { edge, dates }: TailEdge,
): TailObservation[] {
  const candidates: number[] = [];
  for (let index = 0; index < losses.length; index++) {
    if (losses[index]! >= edge) candidates.push(index);
  }
  candidates.sort((a, b) => losses[b]! - losses[a]! || a - b);
  const count = losses.length - tail.start;
  return candidates.slice(0, count).map((index, rank) => ({
    index,
    ...(dates === undefined ? {} : { date: dates[index]! }),
    loss: losses[index]!,
    weight: rank === count - 1 ? tail.edgeWeight : tail.weight,
  }));
}

interface Measured {
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
  readonly tailCount: number;
  readonly observations: number;
}

function warningsOf(measured: Measured, options: HistoricalVarOptions): RiskWarning[] {
  const { valueAtRisk, expectedShortfall, tailCount, observations } = measured;
  const minimum = minimumObservations(options.confidence);
  const warnings: RiskWarning[] = [];
  if (tailCount < fewestInTail) {
    const noun = tailCount === 1 ? "observation" : "observations";
    const small =
      observations < minimum ? ` of ${observations}, where ${minimum} hold one beyond VaR` : "";
    const message = `expected shortfall rests on ${tailCount} ${noun}${small}`;
    warnings.push({ code: "thin-tail", message });
  }
  if (!(expectedShortfall > valueAtRisk)) {
    const message = `expected shortfall equals VaR, ${valueAtRisk}: the tail has no spread`;
    warnings.push({ code: "flat-tail", message });
  }
  if (options.windows === "overlapping" && options.horizonDays > 1) {
    const days = options.horizonDays;
    const message = `observations share up to ${days - 1} of ${days} days: standard errors are too small`;
    warnings.push({ code: "overlapping", message });
  }
  return warnings;
}
