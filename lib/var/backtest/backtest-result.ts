import { checkFraction } from "../../base/check.ts";
import { chiSquareQuantile, chiSquareTail } from "../../math/chi-square.ts";

/** What a backtest says of a hypothesis. No figure of it is ever NaN. */
export interface BacktestResult {
  /** What is taken as true until the data speak against it. */
  readonly hypothesis: string;
  /** False where the data do not determine the statistic; `reason` then says why. */
  readonly identified: boolean;
  /** Null when identified. */
  readonly reason: string | null;
  /** Null when not identified, as are the p-value and `rejected`. */
  readonly statistic: number | null;
  /** The probability of a statistic at least this extreme if the hypothesis is true. */
  readonly pValue: number | null;
  /** Where rejection begins at `significance`. */
  readonly criticalValue: number | null;
  readonly rejected: boolean | null;
  /** The probability of rejecting what is true, in (0, 1). */
  readonly significance: number;
}

export interface BacktestOptions {
  /** The probability of rejecting what is true; 0.05 when not given. */
  readonly significance?: number;
}

export interface CoverageOptions extends BacktestOptions {
  /**
   * The confidence of the VaR under test, in (0, 1): breaches are expected on 1 - confidence of
   * days.
   */
  readonly confidence: number;
}

/** The significance asked for, 0.05 by default; throws a RangeError outside (0, 1). */
export function significanceOf({ significance = 0.05 }: BacktestOptions): number {
  checkFraction("significance", significance);
  return significance;
}

interface ChiSquareOutcome {
  readonly hypothesis: string;
  readonly degreesOfFreedom: number;
  readonly significance: number;
}

/** The result of a statistic that is chi-square where the hypothesis holds; large values reject. */
export function chiSquareResult(value: number, outcome: ChiSquareOutcome): BacktestResult {
  const { hypothesis, degreesOfFreedom, significance } = outcome;
  const statistic = Math.max(0, value);
  const pValue = chiSquareTail(statistic, degreesOfFreedom);
  const criticalValue = chiSquareQuantile(1 - significance, degreesOfFreedom);
  const rejected = statistic > criticalValue;
  return {
    hypothesis,
    identified: true,
    reason: null,
    statistic,
    pValue,
    criticalValue,
    rejected,
    significance,
  };
}

interface NoOutcome {
  readonly hypothesis: string;
  readonly significance: number;
}

/** The result of a test that the data do not identify, with the reason in words. */
export function notIdentified(reason: string, outcome: NoOutcome): BacktestResult {
  return {
    hypothesis: outcome.hypothesis,
    identified: false,
    reason,
    statistic: null,
    pValue: null,
    criticalValue: null,
    rejected: null,
    significance: outcome.significance,
  };
}
