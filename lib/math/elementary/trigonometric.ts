import { reduceByRightAngle } from "./right-angle.ts";

/** Adding and subtracting it rounds what is below 1 to a multiple of 2^-26. */
const toGrid = 100663296;
/** A little less than π / 4. */
const eighth = 0.785398;
const angle = { quarters: 0, high: 0, low: 0 };

/**
 * sin x for x in radians, the same bits on every machine; error below 0.75 units in the last place at any size of x.
 * NaN at infinity; -0 stays -0.
 */
export function sin(x: number): number {
  if (Math.abs(x) < eighth) return Math.abs(x) < 1e-8 ? x : sineNear(x, 0);
  reduceByRightAngle(x, angle);
  const { quarters, high, low } = angle;
  const size = (quarters & 1) === 0 ? sineNear(high, low) : cosineNear(high, low);
  return (quarters & 2) === 0 ? size : -size;
}

/** cos x for x in radians, the same bits on every machine; error below 0.75 units in the last place at any size of x. */
export function cos(x: number): number {
  if (Math.abs(x) < eighth) return cosineNear(x, 0);
  reduceByRightAngle(x, angle);
  const { quarters, high, low } = angle;
  const size = (quarters & 1) === 0 ? cosineNear(high, low) : sineNear(high, low);
  return ((quarters + 1) & 2) === 0 ? size : -size;
}

/** Taylor's series of sin(x + low) for |x| <= π / 4. */
function sineNear(x: number, low: number): number {
  const s = x * x;
  const q = s * s;
  const start = 1 / 120 - s * (1 / 5040);
  const middle = 1 / 362880 - s * (1 / 39916800);
  const end = 1 / 6227020800 - s * (1 / 1307674368000) + q * (1 / 355687428096000);
  return x + (low * (1 - 0.5 * s) - x * s * (1 / 6 - s * (start + q * (middle + q * end))));
}

/** Taylor's series of cos(x + low) for |x| <= π / 4, with x² / 2 in two doubles. */
function cosineNear(x: number, low: number): number {
  const s = x * x;
  const q = s * s;
  const front = x + toGrid - toGrid;
  const half = 0.5 * front * front;
  const main = 1 - half;
  const lost = 1 - main - half - 0.5 * (x - front) * (x + front) - x * low;
  const start = 1 / 24 - s * (1 / 720);
  const middle = 1 / 40320 - s * (1 / 3628800);
  const next = 1 / 479001600 - s * (1 / 87178291200);
  const end = 1 / 20922789888000 - s * (1 / 6402373705728000);
  return main + (lost + q * (start + q * (middle + q * (next + q * end))));
}
