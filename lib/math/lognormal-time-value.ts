import { naturalExp } from "./natural-exp.ts";

/** An option on a lognormal price as its time value sees it. */
export interface LognormalDistance {
  /** |ln(forward / strike)|, >= 0; Infinity for a forward of 0. */
  readonly distance: number;
  /** Standard deviation of the log price over the whole life, >= 0. */
  readonly deviation: number;
  /** The lesser of forward and strike. */
  readonly low: number;
}

/** Beyond it what is left of a price is below 1e-297 forwards. */
const farthest = 37;
/** Stands in for no deviation at all. */
const widest = 1e100;

/**
 * What an option is worth above its payoff at the forward, before discounting: low Φ(near) - high Φ(-far), low and
 * high the lesser and the greater of forward and strike, near and far = deviation / 2 ∓ distance / deviation. Both
 * share low φ(near) = high φ(far), so that one exponential and two Mills ratios give it. 0 without deviation.
 *
 * The same bits on every machine, as the kernel of `positionValues` has them. Absolute error below 2 units in the
 * last place of the forward; 1e-12 relative while a deviation is above 0.001 and the value above 1e-12 forwards.
 */
export function lognormalTimeValue({ distance, deviation, low }: LognormalDistance): number {
  const ratio = distance / deviation;
  const middle = ratio < widest ? ratio : widest;
  const shift = deviation * 0.5;
  const near = shift - middle;
  const size = nearest(Math.abs(near));
  const nearRatio = millsRatio(size);
  const farRatio = millsRatio(nearest(shift + middle));
  const weight = low * naturalExp(-(size * size * 0.5));
  const value = near < 0 ? weight * (nearRatio - farRatio) : low - weight * (nearRatio + farRatio);
  return value > 0 ? value : 0;
}

function nearest(size: number): number {
  return size < farthest ? size : farthest;
}

/**
 * exp(a^2 / 2) P(Z > a) for a in [0, 40]: a rational function, relative error 1e-18 in exact arithmetic,
 * coefficients all positive. Even and odd powers are summed apart, as the kernel does.
 */
function millsRatio(a: number): number {
  const square = a * a;
  return (
    (polynomial(over.even, square) + a * polynomial(over.odd, square)) /
    (polynomial(under.even, square) + a * polynomial(under.odd, square))
  );
}

const over = {
  even: [
    2.261437876251484e-7, 0.00010724657069111418, 0.007154703086487225, 0.13242975031764365,
    0.6806213148277764, 0.5,
  ],
  odd: [
    7.027809245248315e-6, 0.0010452759139077763, 0.03579833907150328, 0.35812659901747584,
    0.8285729044926654,
  ],
} as const;
const under = {
  even: [
    1.7616105362880068e-5, 0.002637734266146984, 0.09231801513090054, 0.9823594489288136,
    2.820073458011696, 1,
  ],
  odd: [
    5.668584121932283e-7, 0.0002693941448608045, 0.018201874614234816, 0.3493543446525552,
    2.004792605886075, 2.4550303697881963,
  ],
} as const;

/** From the highest power down. */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = coefficients[0]!;
  for (let i = 1; i < coefficients.length; i++) sum = sum * x + coefficients[i]!;
  return sum;
}
