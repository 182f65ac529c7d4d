import { checkObject, checkPositive, checkSameLength, checkSample } from "../base/check.ts";
import {
  type HistoricalEstimate,
  type HistoricalVarOptions,
  historicalVar,
} from "./historical-var.ts";

/** A volatility for each outcome, known before it, and that of the next; as `ewmaVolatility` gives. */
export interface ScalingVolatility {
  readonly path: ArrayLike<number>;
  readonly forecast: number;
}

/** A historical estimate from outcomes scaled to the present volatility. */
export interface ScaledHistoricalEstimate extends Omit<HistoricalEstimate, "method"> {
  readonly method: "volatility-scaled";
  /** What the losses of the tail were multiplied by: forecast over volatility, per outcome. */
  readonly scaling: Float64Array;
}

/**
 * Historical VaR and expected shortfall of outcomes scaled by forecast / volatility: each as large as
 * it would be under the present volatility. Standard errors are those of the scaled sample; they take
 * the volatilities as known.
 *
 * Source: J. Hull, A. White, Incorporating volatility updating into the historical simulation method for
 * value-at-risk, Journal of Risk 1 (1998).
 *
 * @throws RangeError for volatilities that are not positive, as many as outcomes, and as
 * {@link historicalVar} does.
 * @example volatilityScaledVar(pnl, ewmaVolatility(pnl, { lambda: 0.94, start: "sample-variance" }), options)
 */
export function volatilityScaledVar(
  pnl: ArrayLike<number>,
  volatility: ScalingVolatility,
  options: HistoricalVarOptions,
): ScaledHistoricalEstimate {
  checkObject("volatility", volatility);
  checkObject("options", options);
  const { path, forecast } = volatility;
  checkSample("pnl", pnl, 1);
  checkSameLength(["pnl", "volatility.path"], pnl, path);
  checkPositive("volatility.forecast", forecast);
  const scaling = Float64Array.from(path, (value, i) => {
    checkPositive(`volatility.path[${i}]`, value);
    return forecast / value;
  });
  const scaled = scaling.map((factor, i) => factor * pnl[i]!);
  return { ...historicalVar(scaled, options), method: "volatility-scaled", scaling };
}
