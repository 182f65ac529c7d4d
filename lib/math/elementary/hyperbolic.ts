import { productError } from "./exact-product.ts";
import { type ExpParts, expParts } from "./exp-parts.ts";
import { expm1Parts } from "./expm1.ts";
import { log1pParts } from "./log1p.ts";
import type { Parts } from "./long-log.ts";
import { powerOfTwo, scaleByPowerOfTwo } from "./power-of-two.ts";

const parts: ExpParts = { power: 0, root: 0, rest: 0 };
const above: Parts = { high: 0, low: 0 };
const below: Parts = { high: 0, low: 0 };

/** The hyperbolic sine, the same bits on every machine; error below 0.8 units in the last place. */
export function sinh(x: number): number {
  const size = Math.abs(x);
  if (size < 1) return oddSeries(x);
  if (!(size < 711)) return x * Infinity;
  const grown = halfExp(size);
  return x < 0 ? -grown.minus : grown.minus;
}

/** The hyperbolic cosine, the same bits on every machine; error below 0.8 units in the last place. */
export function cosh(x: number): number {
  const size = Math.abs(x);
  return size < 711 ? halfExp(size).plus : size * Infinity;
}

/** The hyperbolic tangent, the same bits on every machine; error below 0.65 units in the last place. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size < 1e-5) return x === 0 ? x : x - (x * x * x) / 3;
  if (!(size < 20)) return size >= 20 ? Math.sign(x) : x;
  expm1Parts(2 * size, above);
  const bottom = above.high + 2;
  const lost = above.high < 2 ? 2 - bottom + above.high : above.high - bottom + 2;
  const ratio = quotient(above, { high: bottom, low: lost + above.low });
  return x < 0 ? -ratio : ratio;
}

/** The inverse hyperbolic tangent, the same bits on every machine; error below 0.65 units in the last place. */
export function atanh(x: number): number {
  const size = Math.abs(x);
  if (size < 1e-5) return x + (x * x * x) / 3;
  if (!(size < 1)) return size === 1 ? x * Infinity : Number.NaN;
  log1pParts(x, above);
  log1pParts(-x, below);
  const high = above.high - below.high;
  const drop = high - above.high;
  const lost = above.high - (high - drop) - (below.high + drop);
  return 0.5 * (high + (lost + (above.low - below.low)));
}

/** (e^x ± e^-x) / 2 for x >= 0. */
function halfExp(x: number): { minus: number; plus: number } {
  expParts(x, 0, parts);
  const { power } = parts;
  if (x > 40) {
    const half = scaleByPowerOfTwo(parts.root + parts.rest, power - 1);
    return { minus: half, plus: half };
  }
  const scale = powerOfTwo(power - 1);
  const main = scale * parts.root;
  const rest = scale * parts.rest;
  const grown = main + rest;
  const inverse = 0.25 / grown;
  const minus = main - inverse;
  const plus = main + inverse;
  return {
    minus: minus + (main - minus - inverse + rest),
    plus: plus + (main - plus + inverse + rest),
  };
}

/** x + x³ / 3! + x⁵ / 5! + ... */
function oddSeries(x: number): number {
  const s = x * x;
  let sum = 1 / 121645100408832000;
  sum = sum * s + 1 / 355687428096000;
  sum = sum * s + 1 / 1307674368000;
  sum = sum * s + 1 / 6227020800;
  sum = sum * s + 1 / 39916800;
  sum = sum * s + 1 / 362880;
  sum = sum * s + 1 / 5040;
  sum = sum * s + 1 / 120;
  sum = sum * s + 1 / 6;
  return x + x * s * sum;
}

function quotient(a: Parts, b: Parts): number {
  const first = a.high / b.high;
  const product = first * b.high;
  const left = a.high - product - productError(first, b.high, product);
  return first + (left + a.low - first * b.low) / b.high;
}
