import { checkObject } from "../../base/check.ts";
import { checkVarSample, type VarSample } from "./forecast-sample.ts";

/**
 * The quantile (pinball) loss of each day's VaR: (outcome + VaR) × (1 - confidence - breach), in
 * the unit of the outcomes and never negative. Its mean is lowest for the true quantile, so
 * forecasts of the same days compare by it; its size means nothing on its own.
 *
 * Source: R. Koenker, G. Bassett, Regression quantiles, Econometrica 46 (1978).
 *
 * @throws RangeError for NaN, unequal lengths, or a confidence outside (0, 1).
 */
export function quantileLoss(sample: VarSample): Float64Array {
  checkObject("sample", sample);
  checkVarSample(sample);
  const { realised, valueAtRisk, confidence } = sample;
  return Float64Array.from({ length: realised.length }, (_, day) => {
    const gap = realised[day]! + valueAtRisk[day]!;
    return gap >= 0 ? gap * (1 - confidence) : -gap * confidence;
  });
}
