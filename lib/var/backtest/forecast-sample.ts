import { checkFraction, checkSameLength, checkSample } from "../../base/check.ts";

/** Forecasts beside what then happened, day by day; a `VarBacktest` is one. */
export interface VarSample {
  /** Outcomes: positive is a gain. */
  readonly realised: ArrayLike<number>;
  /** Positive is a loss. */
  readonly valueAtRisk: ArrayLike<number>;
  readonly confidence: number;
}

/** The same with expected shortfall, positive like VaR. */
export interface ShortfallSample extends VarSample {
  readonly expectedShortfall: ArrayLike<number>;
}

/**
 * Throws a RangeError unless the arrays are equally long, hold a finite day and confidence fits.
 */
export function checkVarSample({ realised, valueAtRisk, confidence }: VarSample): void {
  checkSample("realised", realised, 1);
  checkSample("valueAtRisk", valueAtRisk, 1);
  checkSameLength(["realised", "valueAtRisk"], realised, valueAtRisk);
  checkFraction("confidence", confidence);
}

/** The same for a sample with expected shortfall. */
export function checkShortfallSample(sample: ShortfallSample): void {
  checkVarSample(sample);
  checkSample("expectedShortfall", sample.expectedShortfall, 1);
  checkSameLength(["realised", "expectedShortfall"], sample.realised, sample.expectedShortfall);
}

/** The days whose loss was above VaR, counted from 0. */
export function breachDays({ realised, valueAtRisk }: VarSample): number[] {
  return Array.from({ length: realised.length }, (_, day) => day).filter(
    (day) => 0 - realised[day]! > valueAtRisk[day]!,
  );
}
