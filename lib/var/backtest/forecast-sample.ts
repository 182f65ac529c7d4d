import {
  checkFraction,
  checkList,
  checkObject,
  checkSameLength,
  checkSample,
} from "../../base/check.ts";

/** Forecasts beside what then happened, day by day; a `VarBacktest` is one. */
export interface VarSample {
  /** Outcomes: positive is a gain. */
  readonly realised: ArrayLike<number>;
  /** Positive is a loss. */
  readonly valueAtRisk: ArrayLike<number>;
  readonly confidence: number;
}

/** The same with expected shortfall, positive like VaR; Infinity is a forecast that no test can judge. */
export interface ShortfallSample extends VarSample {
  readonly expectedShortfall: ArrayLike<number>;
}

/**
 * Throws a RangeError unless the arrays are equally long, hold a finite day and confidence fits.
 */
export function checkVarSample(sample: VarSample): void {
  checkObject("sample", sample);
  const { realised, valueAtRisk, confidence } = sample;
  checkSample("realised", realised, 1);
  checkSample("valueAtRisk", valueAtRisk, 1);
  checkSameLength(["realised", "valueAtRisk"], realised, valueAtRisk);
  checkFraction("confidence", confidence);
}

/** The same for a sample with expected shortfall, which may be Infinity. */
export function checkShortfallSample(sample: ShortfallSample): void {
  checkVarSample(sample);
  const { realised, expectedShortfall } = sample;
  checkList("expectedShortfall", expectedShortfall);
  const finite = Array.from(expectedShortfall, (value) => (value === Infinity ? 0 : value));
  checkSample("expectedShortfall", finite, 1);
  checkSameLength(["realised", "expectedShortfall"], realised, expectedShortfall);
}

/** Why a sample cannot be judged: the first day whose shortfall is infinite; null when none is. */
export function infiniteShortfall({ expectedShortfall }: ShortfallSample): string | null {
  const day = Array.from(expectedShortfall).indexOf(Infinity);
  return day < 0 ? null : `expected shortfall of day ${day} is infinite`;
}

/** The days whose loss was above VaR, counted from 0. */
export function breachDays({ realised, valueAtRisk }: VarSample): number[] {
  const days: number[] = [];
  for (let day = 0; day < realised.length; day++) {
    if (0 - realised[day]! > valueAtRisk[day]!) days.push(day);
  }
  return days;
}
