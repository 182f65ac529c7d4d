import { powerOfTwo } from "./elementary/power-of-two.ts";

const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;
const twoTo54 = 18014398509481984;

const value = new Float64Array(1);
const words = new Uint32Array(value.buffer);
/** Where the words of a double stand on this machine. */
const upper = new Uint32Array(new Float64Array([1]).buffer)[1] === 0 ? 0 : 1;

/**
 * ln x, error below one unit in the last place, from additions, multiplications and one division in
 * a fixed order: the same bits on every machine, which `Math.log` does not promise. Node's `Math.log`
 * follows the same steps. -Infinity at 0, NaN below.
 *
 * Source: fdlibm 5.3, e_log.c. Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunSoft, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and
 * distribute this software is freely granted, provided that this notice is preserved.
 *
 * @example naturalLog(10) // 2.302585092994046
 */
export function naturalLog(x: number): number {
  if (!(x > 0) || x === Infinity) return x === 0 ? -Infinity : x > 0 ? x : Number.NaN;
  const k = takeApart(x);
  return k * ln2High - lessRest(k);
}

/** ln x as the exact multiple of the upper bits of ln 2 nearest to it, and the rest, which is small. */
export interface LogParts {
  readonly high: number;
  readonly low: number;
}

/**
 * {@link naturalLog} before its last addition: `high + low` rounds to it. The difference of two logarithms is
 * exact to 1e-16 through the differences of the parts, where it is small too. Of 0, -Infinity and 0.
 */
export function logParts(x: number): LogParts {
  if (!(x > 0) || x === Infinity) return { high: naturalLog(x), low: 0 };
  const k = takeApart(x);
  return { high: k * ln2High, low: -lessRest(k) };
}

/** Leaves the mantissa, near 1, in `value` and returns the exponent. */
function takeApart(x: number): number {
  const subnormal = x < 2.2250738585072014e-308;
  const normal = subnormal ? x * twoTo54 : x;
  value[0] = normal;
  const top = words[upper]!;
  const high = top & 0xfffff;
  const carry = (high + 0x95f64) & 0x100000;
  const exponent = (top >>> 20) - 1023 + (carry >>> 20);
  value[0] = normal * powerOfTwo(-exponent);
  return subnormal ? exponent - 54 : exponent;
}

/** k times the upper bits of ln 2, less the logarithm: of the mantissa in `value` with the exponent k. */
function lessRest(k: number): number {
  const f = value[0]! - 1;
  const high = words[upper]! & 0xfffff;
  if ((0xfffff & (2 + high)) < 3) return nearPowerOfTwo(f, k);
  const s = f / (2 + f);
  const r = series(s * s);
  if (((high - 0x6147a) | (0x6b851 - high)) > 0) {
    const half = 0.5 * f * f;
    return half - (s * (half + r) + k * ln2Low) - f;
  }
  return s * (f - r) - k * ln2Low - f;
}

function nearPowerOfTwo(f: number, k: number): number {
  if (f === 0) return -(k * ln2Low);
  const r = f * f * (0.5 - 0.3333333333333333 * f);
  return r - k * ln2Low - f;
}

/** Of ln((1 + s) / (1 - s)) - 2 s over s, in s squared. */
function series(z: number): number {
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd =
    z *
    (0.6666666666666735 +
      w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  return odd + even;
}
