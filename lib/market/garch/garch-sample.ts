import { checkCount } from "../../base/check.ts";
import { square } from "../../math/elementary/power.ts";
import { isConstant, mean } from "../../math/moments.ts";
import type { GarchSpecification } from "./garch-coordinates.ts";
import type { GarchSample } from "./garch-likelihood.ts";

/** Why no model was fitted. */
export type GarchRefusalCode =
  /** Too few returns for the number of parameters. */
  | "too-few-returns"
  /** The returns do not vary: there is no volatility to model. */
  | "constant-returns";

/** Returns that no volatility model can be fitted to. */
export class GarchRefusedError extends RangeError {
  override readonly name = "GarchRefusedError";
  readonly code: GarchRefusalCode;

  constructor(code: GarchRefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * What the recursion takes for the time before the sample: the squares of the first 75 residuals
 * weighted by 0.94^t, or the mean of all squared residuals, about the mean that is fitted.
 */
export type GarchStart = "backcast" | "sample-variance";

/** Returns shifted to mean 0 and scaled to variance 1, and how to undo it. */
export interface ScaledSample {
  readonly sample: GarchSample;
  /** What was taken off before scaling; 0 where the mean is not estimated. */
  readonly shift: number;
  readonly scale: number;
}

/** Fewer returns than this are refused. */
const fewestReturns = 50;
const backcastDays = 75;
const backcastWeight = 0.94;

/** Brings returns to mean 0 and variance 1, so that their unit does not matter to a search. */
export function scaleSample(
  returns: ArrayLike<number>,
  specification: GarchSpecification,
  start: GarchStart,
): ScaledSample {
  checkEnough(returns);
  const { kind, innovations } = specification;
  const shift = specification.mean === "constant" ? mean(returns) : 0;
  const residuals = Float64Array.from(returns, (value) => value - shift);
  const scale = rootMeanSquare(residuals);
  if (isConstant(returns) || !(scale > 1e-12 * Math.abs(shift))) {
    throw new GarchRefusedError(
      "constant-returns",
      `returns must not all be equal: ${returns[0]}, standard deviation ${scale}`,
    );
  }
  const scaled = residuals.map((value) => value / scale);
  const follows = start === "sample-variance";
  const presample = follows ? 1 : backcast(scaled);
  const sample = { kind, innovations, returns: scaled, presample, presampleFollowsMean: follows };
  return { sample, shift, scale };
}

function checkEnough(returns: ArrayLike<number>): void {
  checkCount("length of returns", returns.length, 0);
  if (returns.length >= fewestReturns) return;
  throw new GarchRefusedError(
    "too-few-returns",
    `returns must have at least ${fewestReturns} observations: ${returns.length}`,
  );
}

/** By way of the largest, so that squares neither overflow nor vanish. */
function rootMeanSquare(values: Float64Array): number {
  const largest = values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  if (largest === 0) return 0;
  const squares = values.reduce((sum, x) => sum + square(x / largest), 0);
  return largest * Math.sqrt(squares / values.length);
}

function backcast(residuals: Float64Array): number {
  let weight = 1;
  let weights = 0;
  let sum = 0;
  for (const residual of residuals.subarray(0, backcastDays)) {
    sum += weight * residual * residual;
    weights += weight;
    weight *= backcastWeight;
  }
  return sum / weights;
}
