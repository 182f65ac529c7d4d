import { checkCount, checkObject } from "../../base/check.ts";
import {
  type AcerbiSzekelyDesign,
  type AcerbiSzekelySimulation,
  type AcerbiSzekelyStatistic,
  simulateAcerbiSzekely,
} from "./acerbi-szekely-law.ts";
import {
  type BacktestOptions,
  type BacktestResult,
  notIdentified,
  significanceOf,
} from "./backtest-result.ts";
import {
  breachDays,
  checkShortfallSample,
  infiniteShortfall,
  type ShortfallSample,
} from "./forecast-sample.ts";

export interface AcerbiSzekelyOptions extends BacktestOptions {
  /** The law that p-value and critical value are simulated from. */
  readonly simulation: AcerbiSzekelySimulation;
}

const hypotheses: Record<AcerbiSzekelyStatistic, string> = {
  z1: "losses beyond VaR are as large as expected shortfall says, not larger",
  z2: "losses beyond VaR are as many and as large as expected shortfall says, not more",
};

/**
 * Acerbi and Szekely's first test of expected shortfall: Z1 = 1 - mean of loss / shortfall over the
 * breaches, 0 on average where shortfall is right and negative where it is too small. Rejects below
 * the simulated critical value. It does not see how many breaches there are.
 *
 * Not identified without a breach or where a shortfall is not positive or infinite.
 *
 * Source: C. Acerbi, B. Szekely, Backtesting expected shortfall, Risk (December 2014), equation 4,
 * with the sign of losses.
 *
 * @throws RangeError for NaN, unequal lengths, a confidence or significance outside (0, 1), degrees
 * of freedom up to 1.
 */
export function acerbiSzekelyZ1Test(
  sample: ShortfallSample,
  options: AcerbiSzekelyOptions,
): BacktestResult {
  checkObject("sample", sample);
  checkObject("options", options);
  return acerbiSzekelyTest("z1", sample, options);
}

/**
 * Acerbi and Szekely's second, unconditional test: Z2 = 1 - sum of loss / shortfall over the
 * breaches by the number of breaches expected. 0 on average where VaR and shortfall are right,
 * negative where breaches are too many or too large; 1 without breaches, which is data and rejects
 * nothing.
 *
 * Not identified where a shortfall is not positive or infinite. Source: as for `acerbiSzekelyZ1Test`, equation
 * 6.
 *
 * @throws RangeError as `acerbiSzekelyZ1Test` does.
 */
export function acerbiSzekelyZ2Test(
  sample: ShortfallSample,
  options: AcerbiSzekelyOptions,
): BacktestResult {
  checkObject("sample", sample);
  checkObject("options", options);
  return acerbiSzekelyTest("z2", sample, options);
}

export interface CriticalValueOptions extends AcerbiSzekelyDesign, BacktestOptions {
  readonly simulation: AcerbiSzekelySimulation;
}

/**
 * The value below which a right forecast gives the statistic with probability `significance`.
 *
 * @throws RangeError where the histories simulated are too few for the significance.
 * @example
 * acerbiSzekelyCriticalValue({ statistic: "z2", observations: 250, confidence: 0.975,
 *   significance: 0.05, simulation: { seed: 1 } }) // about -0.7
 */
export function acerbiSzekelyCriticalValue(options: CriticalValueOptions): number {
  checkObject("options", options);
  return quantileOf(simulateAcerbiSzekely(options, options.simulation), significanceOf(options));
}

function quantileOf(sorted: Float64Array, significance: number): number {
  const rank = Math.floor(significance * (sorted.length + 1));
  checkCount("simulated histories below the critical value", rank, 1);
  return sorted[rank - 1]!;
}

function acerbiSzekelyTest(
  name: AcerbiSzekelyStatistic,
  sample: ShortfallSample,
  options: AcerbiSzekelyOptions,
): BacktestResult {
  checkShortfallSample(sample);
  const outcome = { hypothesis: hypotheses[name], significance: significanceOf(options) };
  const days = breachDays(sample);
  const infinite = infiniteShortfall(sample);
  if (infinite !== null) return notIdentified(infinite, outcome);
  const flat = Array.from(sample.expectedShortfall).findIndex((shortfall) => !(shortfall > 0));
  if (flat >= 0) return notIdentified(`expected shortfall of day ${flat} is not positive`, outcome);
  if (name === "z1" && days.length === 0) return notIdentified("there are no breaches", outcome);
  const observations = sample.realised.length;
  const { confidence } = sample;
  const expected = name === "z1" ? days.length : observations * (1 - confidence);
  const ratios = days.map((day) => -sample.realised[day]! / sample.expectedShortfall[day]!);
  const statistic = 1 - ratios.reduce((sum, ratio) => sum + ratio, 0) / expected;
  const design = { statistic: name, observations, confidence };
  const simulated = simulateAcerbiSzekely(design, options.simulation);
  const criticalValue = quantileOf(simulated, outcome.significance);
  const asLow = simulated.filter((value) => value <= statistic).length;
  return {
    ...outcome,
    identified: true,
    reason: null,
    statistic,
    pValue: (1 + asLow) / (1 + simulated.length),
    criticalValue,
    rejected: statistic < criticalValue,
  };
}
