import { checkFinite, checkNonNegative, checkObject } from "../base/check.ts";

/** A position to be sold into its spread. */
export interface SpreadExposure {
  /** Market value, signed; the cost takes its size. */
  readonly value: number;
  /** Mean of (ask - bid) / mid, as a fraction. */
  readonly meanSpread: number;
  /** Standard deviation of the same. */
  readonly spreadVolatility: number;
  /** Standard deviations of the spread to allow for: 1.96 to 4.5 in use, after its own tails. */
  readonly multiple: number;
  /** What the spread is multiplied by in a stress; 1 when not given. */
  readonly stress?: number;
}

/** The cost of liquidity beside a VaR, in the same unit. */
export interface LiquidityAdjustedVar {
  readonly valueAtRisk: number;
  readonly liquidityCost: number;
  /** Their sum: the worst price and the worst spread are taken to come together. */
  readonly liquidityAdjustedVar: number;
}

/**
 * Half the stressed spread on the whole value: |value| stress (meanSpread + multiple spreadVolatility) / 2,
 * added to a VaR. Exogenous: the size of the position does not move the spread.
 *
 * Source: A. Bangia, F. Diebold, T. Schuermann, J. Stroughair, Modeling liquidity risk, Risk 12 (1999).
 *
 * @throws RangeError for a VaR or value that is not finite and spreads, multiple or stress below 0.
 */
export function liquidityAdjustedVar(
  valueAtRisk: number,
  exposure: SpreadExposure,
): LiquidityAdjustedVar {
  checkObject("exposure", exposure);
  const { value, meanSpread, spreadVolatility, multiple, stress = 1 } = exposure;
  checkFinite("valueAtRisk", valueAtRisk);
  checkFinite("value", value);
  checkNonNegative("meanSpread", meanSpread);
  checkNonNegative("spreadVolatility", spreadVolatility);
  checkNonNegative("multiple", multiple);
  checkNonNegative("stress", stress);
  const spread = stress * (meanSpread + multiple * spreadVolatility);
  const liquidityCost = (Math.abs(value) * spread) / 2;
  return { valueAtRisk, liquidityCost, liquidityAdjustedVar: valueAtRisk + liquidityCost };
}
