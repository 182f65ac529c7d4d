import { productError } from "./exact-product.ts";
import { type ExpParts, expParts } from "./exp-parts.ts";
import { longLog, type Parts } from "./long-log.ts";
import { scaleByPowerOfTwo } from "./power-of-two.ts";

const log: Parts = { high: 0, low: 0 };
const parts: ExpParts = { power: 0, root: 0, rest: 0 };

/**
 * x^y as `x ** y` defines it (NaN for a negative x and a broken y, and for 1 to an infinite power), the same bits on
 * every machine; error below 0.6 units in the last place, and exact where the result is a double
 * (docs/methods/elementary-functions.md). Squares are products: {@link square}.
 *
 * @example power(2, 0.5) // 1.4142135623730951
 */
export function power(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const size = Math.abs(x);
  if (Math.abs(y) === Infinity) {
    return size === 1 ? Number.NaN : size > 1 === y > 0 ? Infinity : 0;
  }
  if (x < 0 && !Number.isInteger(y) && size !== Infinity) return Number.NaN;
  const sign = (x < 0 || Object.is(x, -0)) && Math.abs(y % 2) === 1 ? -1 : 1;
  if (size === 0 || size === Infinity) return sign * (size > 1 === y > 0 ? Infinity : 0);
  return sign * powerOfPositive(size, y);
}

/** x × x. */
export function square(x: number): number {
  return x * x;
}

/** x × x × x. */
export function cube(x: number): number {
  return x * x * x;
}

function powerOfPositive(x: number, y: number): number {
  longLog(x, log);
  const product = log.high * y;
  if (product > 710) return Infinity;
  if (product < -746) return 0;
  if (Math.abs(y) > 1e300) return 1;
  expParts(product, productError(log.high, y, product) + log.low * y, parts);
  return scaleByPowerOfTwo(parts.root + parts.rest, parts.power);
}
