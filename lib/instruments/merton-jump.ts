import { checkFinite, checkNonNegative } from "../base/check.ts";
import { expm1 } from "../math/elementary/expm1.ts";
import { square } from "../math/elementary/power.ts";
import { naturalExp } from "../math/natural-exp.ts";
import { naturalLog } from "../math/natural-log.ts";
import {
  checkEuropeanOption,
  checkSpotTerms,
  type EuropeanOption,
  impliedForward,
  type SpotTerms,
} from "./european-option.ts";
import { undiscountedBlack } from "./undiscounted-black.ts";

/** A diffusion with lognormal jumps at random times. */
export interface MertonTerms extends SpotTerms {
  /** Annual volatility between the jumps, >= 0. */
  readonly volatility: number;
  /** Expected number of jumps, >= 0. */
  readonly jumpsPerYear: number;
  /** Mean of the log of the factor by which a jump multiplies the price. */
  readonly meanLogJump: number;
  /** Standard deviation of that log, >= 0. */
  readonly logJumpDeviation: number;
}

/** Terms smaller than this share of the sum are left out. */
const negligible = 1e-17;

/**
 * Price of a European option in USD per coin when the price jumps: the Black prices given each
 * number of jumps, weighted by the Poisson probability of that number. The drift is compensated, so
 * that the forward is spot × exp((rate - assetYield) × years); jump risk carries no premium.
 *
 * The sum goes on until what it leaves out is below 1e-16 of it; no fixed number of terms. Without
 * jumps, and at zero time, it is `blackScholes`.
 *
 * Source: R. Merton, Option pricing when underlying stock returns are discontinuous, Journal of
 * Financial Economics 3 (1976).
 *
 * @throws RangeError naming what is not a number or negative.
 */
export function mertonJump(option: EuropeanOption, model: MertonTerms): number {
  checkEuropeanOption(option);
  checkMertonTerms(model);
  const { kind, strike, years } = option;
  const { rate, volatility, jumpsPerYear, meanLogJump, logJumpDeviation } = model;
  const logFactor = meanLogJump + square(logJumpDeviation) / 2;
  const count = jumpsPerYear * years;
  const forward = impliedForward(model, years) * naturalExp(-count * expm1(logFactor));
  // A call is at most worth its forward, a put its strike: what is weighted falls no slower.
  const growth = kind === "call" ? Math.max(0, logFactor) : 0;
  let logWeight = -count;
  let sum = 0;
  for (let jumps = 0; ; jumps++) {
    const term = undiscountedBlack({
      kind,
      strike,
      forward: forward * naturalExp(jumps * logFactor),
      deviation: Math.sqrt(square(volatility) * years + jumps * square(logJumpDeviation)),
    });
    sum += naturalExp(logWeight) * term;
    if (count === 0) break;
    logWeight += naturalLog(count / (jumps + 1));
    const ratio = (count * naturalExp(growth)) / (jumps + 2);
    const most = kind === "call" ? forward * naturalExp((jumps + 1) * logFactor) : strike;
    if (ratio < 0.5 && 2 * naturalExp(logWeight) * most <= negligible * sum) break;
    if (ratio < 0.5 && logWeight < -745) break;
    if (Number.isNaN(sum)) break;
  }
  const price = naturalExp(-rate * years) * sum;
  if (Number.isFinite(price)) return price;
  throw new RangeError(`price must be finite: jumps multiply by exp(${logFactor}), ${count} times`);
}

function checkMertonTerms(model: MertonTerms): void {
  checkSpotTerms(model);
  checkNonNegative("volatility", model.volatility);
  checkNonNegative("jumpsPerYear", model.jumpsPerYear);
  checkFinite("meanLogJump", model.meanLogJump);
  checkNonNegative("logJumpDeviation", model.logJumpDeviation);
}
