import {
  checkCount,
  checkFinite,
  checkFraction,
  checkObject,
  checkSameLength,
  checkSample,
  describe,
} from "../base/check.ts";
import { square } from "../math/elementary/power.ts";
import { checkRiskOptions, type RiskOptions, withIntervals } from "./interval-estimate.ts";
import type { SimulatedEstimate } from "./simulated-var.ts";
import { upperTail } from "./upper-tail.ts";

/** A loss that was drawn together with the P&L and whose law is known at one level. */
export interface ControlLoss {
  /** One per outcome, positive for a loss. */
  readonly losses: ArrayLike<number>;
  /** Best near the VaR of these losses. */
  readonly level: number;
  /** P(loss > level), exactly, in (0, 1). */
  readonly probability: number;
}

export interface ControlledVarOptions extends RiskOptions {
  /** What the outcomes were drawn from, as the result names it. */
  readonly method: string;
  readonly seed: number;
  readonly control: ControlLoss;
  /** As in `simulatedVar`: 1, independent, when not given. */
  readonly groupSize?: number;
}

export interface ControlledEstimate extends SimulatedEstimate {
  /** How many draws without the control know the tail's probability as well as one of these. */
  readonly varianceRatio: number;
}

/**
 * VaR and expected shortfall of simulated P&L with a control variate: of the draws whose control lies beyond
 * its level there are a few too many or too few, and weights set that right. The control of a
 * revalued book is its delta-gamma loss on the same draws, its level and probability the VaR of
 * `deltaGammaVar` and 1 - confidence.
 *
 * Weights probability / share beyond, (1 - probability) / share within: post-stratification, which is
 * the regression on the control's indicator. Errors leave out what the control explains.
 *
 * Source: T. Hesterberg, B. Nelson, Control variates for probability and quantile estimation, Management
 * Science 44 (1998).
 *
 * @throws RangeError for NaN, sizes that differ, a control never or always beyond its level, fewer than 20
 * groups and too few draws to know the tail.
 * @example controlledVar(pnl, { confidence: 0.99, horizonDays: 1, unit: "USD", method: "Monte Carlo",
 *   seed: 7, control: { losses, level, probability: 0.01 } })
 */
export function controlledVar(
  pnl: ArrayLike<number>,
  options: ControlledVarOptions,
): ControlledEstimate {
  checkArguments(pnl, options);
  const { confidence, horizonDays, unit, method, seed, groupSize = 1 } = options;
  const { losses: controls, level, probability } = options.control;
  const losses = Float64Array.from(pnl, (value) => 0 - value);
  const beyond = Float64Array.from(controls, (loss) => (loss > level ? 1 : 0));
  const share = beyond.reduce((sum, one) => sum + one, 0) / beyond.length;
  if (share === 0 || share === 1) {
    throw new RangeError(`losses of control must lie on both sides of the level: share ${share}`);
  }
  const weights = beyond.map((one) =>
    one === 1 ? probability / share : (1 - probability) / (1 - share),
  );
  const sample = { losses, weights, confidence, groupSize };
  const { probabilityError, ...found } = upperTail({ ...sample, control: beyond });
  const plain = upperTail({ ...sample, weights: weights.map(() => 1) });
  const estimate = {
    ...found,
    unit,
    method: `${method}, control variate`,
    confidence,
    horizonDays,
    observations: losses.length,
    seed,
    varianceRatio:
      plain.probabilityError === 0 ? 1 : square(plain.probabilityError / probabilityError),
    warnings: [],
  };
  return withIntervals(estimate, options.intervalLevel);
}

function checkArguments(pnl: ArrayLike<number>, options: ControlledVarOptions): void {
  checkObject("options", options);
  checkRiskOptions(options);
  checkSample("pnl", pnl, 20);
  const { method, seed, control, groupSize = 1 } = options;
  if (typeof method !== "string" || method === "") {
    throw new RangeError(`method must say what was drawn from: ${describe(method)}`);
  }
  checkCount("seed", seed, 0);
  checkCount("groupSize", groupSize, 1);
  checkObject("control", control);
  checkSample("losses of control", control.losses, 20);
  checkSameLength(["pnl", "losses of control"], pnl, control.losses);
  checkFinite("level of control", control.level);
  checkFraction("probability of control", control.probability);
}
