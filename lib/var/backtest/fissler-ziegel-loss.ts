import { checkPositive } from "../../base/check.ts";
import { naturalLog } from "../../math/natural-log.ts";
import { checkShortfallSample, type ShortfallSample } from "./forecast-sample.ts";

/**
 * The joint loss of each day's VaR and expected shortfall (FZ0): max(loss - VaR, 0) / ((1 -
 * confidence) ES) + VaR / ES + ln ES - 1. Its mean is lowest for the true pair, which no loss can do
 * for expected shortfall alone, so forecasts of the same days compare by it. Differences do not
 * depend on the unit; the level does, and may be negative.
 *
 * Source: T. Fissler, J. Ziegel, Higher order elicitability and Osband's principle, Annals of
 * Statistics 44 (2016); A. Patton, J. Ziegel, R. Chen, Dynamic semiparametric models for expected
 * shortfall (and value-at-risk), Journal of Econometrics 211 (2019), equation 6, with the sign of
 * losses.
 *
 * @throws RangeError for NaN, unequal lengths, a confidence outside (0, 1), and an expected shortfall
 * that is not positive or infinite, naming the day.
 * @example modelConfidenceSet({ a: fisslerZiegelLoss(a), b: fisslerZiegelLoss(b) }, options)
 */
export function fisslerZiegelLoss(sample: ShortfallSample): Float64Array {
  checkShortfallSample(sample);
  const { realised, valueAtRisk, expectedShortfall, confidence } = sample;
  return Float64Array.from({ length: realised.length }, (_, day) => {
    const shortfall = expectedShortfall[day]!;
    checkPositive(`expectedShortfall[${day}]`, shortfall);
    const beyond = Math.max(0, 0 - realised[day]! - valueAtRisk[day]!);
    const scaled = (beyond / (1 - confidence) + valueAtRisk[day]!) / shortfall;
    return scaled + naturalLog(shortfall) - 1;
  });
}
