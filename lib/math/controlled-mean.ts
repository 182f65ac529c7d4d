import { checkFinite, checkObject, checkSameLength, checkSample } from "../base/check.ts";
import { binaryScale } from "./binary-scale.ts";
import { square } from "./elementary/power.ts";
import { type GroupedMean, type GroupOptions, groupMeans } from "./grouped-mean.ts";
import { mean } from "./moments.ts";

export interface ControlOptions extends GroupOptions {
  /** A figure drawn together with each value, whose expectation is known: the control. */
  readonly control: ArrayLike<number>;
  readonly expectedControl: number;
}

/** A mean from random draws, corrected by what the control missed. */
export interface ControlledMean extends GroupedMean {
  /** By how much the mean moves with the control's: the regression slope of the groups' means. */
  readonly slope: number;
  /** Variance without the control over that with it, 1 / (1 - correlation²): draws it is worth; 1 where nothing varies. */
  readonly varianceRatio: number;
}

/**
 * The mean of draws less slope × (mean of the control - its expectation), the slope being the
 * regression's. Its standard error is that of the residuals, with one degree of freedom taken for the
 * slope; estimating the slope from the same draws leaves a bias of order 1 / groups, below the
 * standard error.
 *
 * Source: P. Glasserman (2003), section 4.1.
 *
 * @throws RangeError for NaN, sizes that differ, fewer than four whole groups and a control that does not
 * vary.
 * @example controlledMean(payoffs, { control: ends, expectedControl: forward, groupSize: 1 })
 */
export function controlledMean(values: ArrayLike<number>, options: ControlOptions): ControlledMean {
  checkObject("options", options);
  const { control, expectedControl, groupSize } = options;
  checkSample("values", values, 4);
  checkSample("control", control, 4);
  checkSameLength(["values", "control"], values, control);
  checkFinite("expectedControl", expectedControl);
  const [means, controls] = [groupMeans(values, groupSize), groupMeans(control, groupSize)];
  if (means.length < 4) throw new RangeError(`values must have 4 groups: ${means.length}`);
  const [unit, controlUnit] = [2 * binaryScale(means), 2 * binaryScale(controls)];
  const scaled = means.map((value) => value / unit);
  const missed = controls.map((value) => value / controlUnit - expectedControl / controlUnit);
  const slope = slopeOf(scaled, missed);
  if (slope === undefined) throw new RangeError(`control must vary: ${controls[0]}`);
  const residuals = scaled.map((value, i) => value - slope * missed[i]!);
  const degrees = means.length - 2;
  const rest = squaresOf(residuals);
  const all = squaresOf(scaled);
  return {
    mean: mean(residuals) * unit,
    standardError: Math.sqrt(rest / degrees / means.length) * unit,
    observations: values.length,
    groups: means.length,
    slope: (slope * unit) / controlUnit,
    varianceRatio: all === 0 ? 1 : all / (means.length - 1) / (rest / degrees),
  };
}

/** The least-squares slope of values on a control; undefined where that does not vary. @internal */
export function slopeOf(values: Float64Array, control: Float64Array): number | undefined {
  const [center, middle] = [mean(values), mean(control)];
  let [across, along] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    across += (values[i]! - center) * (control[i]! - middle);
    along += square(control[i]! - middle);
  }
  return along > 0 ? across / along : undefined;
}

function squaresOf(values: Float64Array): number {
  const center = mean(values);
  return values.reduce((sum, value) => sum + square(value - center), 0);
}
