/** π / 2 in three parts; multiples of the first two up to 2^20 are exact. */
const first = 1.5707963267341256;
const second = 6.077100506303966e-11;
const third = 2.0222662487959506e-21;
/** Adding and subtracting it rounds to the nearest integer. */
const toInteger = 6755399441055744;
const perRightAngle = 0.6366197723675814;
/** The last size whose number of right angles stays below 2^20. */
const fewTurns = 1647099;
/** Binary digits of π behind the point that the largest double needs, and digits kept of the remainder. */
const digits = 1216n;
const kept = 180n;

/** x = quarters × π / 2 + high + low, quarters modulo 4. @internal */
export interface ReducedAngle {
  quarters: number;
  high: number;
  low: number;
}

/**
 * Fills in what is left of x after the nearest multiple of a right angle, to 2^-53 of itself and better.
 *
 * Source: W. J. Cody and W. Waite, Software manual for the elementary functions (1980), with π / 2 in three parts; far
 * out or next to a multiple, where these do not suffice, division of integers by as many digits of π as the size of x wants. @internal
 */
export function reduceByRightAngle(x: number, out: ReducedAngle): void {
  const n = perRightAngle * x + toInteger - toInteger;
  const near = x - n * first;
  const step = n * second;
  const high = near - step;
  if (!(Math.abs(x) <= fewTurns) || (Math.abs(high) < 1e-9 && n !== 0)) {
    reduceFar(x, out);
    return;
  }
  const drop = high - near;
  const low = near - (high - drop) - (step + drop) - n * third;
  out.quarters = n & 3;
  out.high = high + low;
  out.low = high - out.high + low;
}

function reduceFar(x: number, out: ReducedAngle): void {
  if (!(Math.abs(x) < Infinity)) {
    out.high = Number.NaN;
    return;
  }
  const rightAngle = scaledPi() / 2n;
  const size = Math.abs(x);
  const scaled = size < 2 ** 60 ? BigInt(size * 2 ** 52) << (digits - 52n) : BigInt(size) << digits;
  const n = (scaled + rightAngle / 2n) / rightAngle;
  const left = (scaled - n * rightAngle) >> (digits - kept);
  const high = Number(left);
  const unit = (x < 0 ? -1 : 1) * 2 ** -180;
  out.quarters = Number(x < 0 ? -n & 3n : n & 3n);
  out.high = high * unit;
  out.low = Number(left - BigInt(high)) * unit;
}

let pi: bigint | undefined;

/** π × 2^digits by Machin's formula, π / 4 = 4 arctan(1 / 5) - arctan(1 / 239). */
function scaledPi(): bigint {
  pi ??= (16n * scaledArcCotangent(5n) - 4n * scaledArcCotangent(239n)) >> 16n;
  return pi;
}

/** arctan(1 / x) × 2^(digits + 16). */
function scaledArcCotangent(x: bigint): bigint {
  let power = (1n << (digits + 16n)) / x;
  let sum = power;
  for (let n = 3n; power !== 0n; n += 2n) {
    power = -power / (x * x);
    sum += power / n;
  }
  return sum;
}
