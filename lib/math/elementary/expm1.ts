import { type ExpParts, expParts } from "./exp-parts.ts";
import type { Parts } from "./long-log.ts";
import { powerOfTwo, scaleByPowerOfTwo } from "./power-of-two.ts";

const parts: ExpParts = { power: 0, root: 0, rest: 0 };
const sum: Parts = { high: 0, low: 0 };

/**
 * e^x - 1 without cancellation near 0, the same bits on every machine; error below 0.65 units in the last
 * place (docs/methods/elementary-functions.md). -1 at -Infinity; -0 stays -0.
 *
 * @example expm1(1e-10) // 1.00000000005e-10
 */
export function expm1(x: number): number {
  if (Math.abs(x) < 0.1) return x === 0 ? x : x + curve(x);
  if (!(x < 709.79)) return x + Infinity;
  if (x < -38) return -1;
  if (x > 60) {
    expParts(x, 0, parts);
    return scaleByPowerOfTwo(parts.root + parts.rest, parts.power);
  }
  expm1Parts(x, sum);
  return sum.high;
}

/** Fills in e^x - 1 as the sum of two doubles, for x from -38 to 60; error 2^-59 of it. @internal */
export function expm1Parts(x: number, out: Parts): void {
  let main = x;
  let rest: number;
  if (Math.abs(x) < 0.1) {
    rest = curve(x);
  } else {
    expParts(x, 0, parts);
    const scale = powerOfTwo(parts.power);
    const whole = scale * parts.root;
    main = whole - 1;
    rest = (whole < 1 ? whole - (main + 1) : whole - main - 1) + scale * parts.rest;
  }
  out.high = main + rest;
  out.low = main - out.high + rest;
}

/** e^x - 1 - x by Taylor's series, for |x| < 0.1; error 2^-60 of x. */
function curve(x: number): number {
  const s = x * x;
  const q = s * s;
  const start = 1 / 2 + x * (1 / 6) + s * (1 / 24 + x * (1 / 120));
  const middle = 1 / 720 + x * (1 / 5040) + s * (1 / 40320 + x * (1 / 362880));
  const end = 1 / 3628800 + x * (1 / 39916800);
  return s * (start + q * (middle + q * end));
}
