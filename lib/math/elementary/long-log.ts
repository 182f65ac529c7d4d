import { logHigh, logLow, reciprocals } from "./log-table.ts";
import { powerOfTwo } from "./power-of-two.ts";

const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;
/** Adding and subtracting it rounds what is below 1 to a multiple of 2^-33. */
const toGrid = 786432;
const twoTo54 = 18014398509481984;
/** The same for numbers in [1, 2) and 2^-25. */
const toFront = 201326592;
/** The cell from which on ln 2 has moved from the cell to the exponent: its numbers are above √2. */
const upperHalf = 54;

const value = new Float64Array(1);
const words = new Uint32Array(value.buffer);
/** Where the upper word of a double stands on this machine. */
const upper = new Uint32Array(new Float64Array([1]).buffer)[1] === 0 ? 0 : 1;

/** A number as the sum of two doubles, the second at most half an ulp of the first. @internal */
export interface Parts {
  high: number;
  low: number;
}

/**
 * Fills in ln x as the sum of two doubles, with a relative error of 2^-67, for a finite x > 0.
 *
 * x = 2^k m with m in [1, 2); r is 1 / m to nine bits, so t = m r - 1 below 2^-7 is exact in two doubles, and
 * ln x = k ln 2 - ln r + t - t² / 2 + t³ / 3 - ..., the first three and the square in two doubles.
 * Source: P. T. P. Tang, Table-driven implementation of the logarithm function in IEEE floating-point
 * arithmetic, ACM TOMS 16 (1990). @internal
 */
export function longLog(x: number, parts: Parts): void {
  const subnormal = x < 2.2250738585072014e-308;
  value[0] = subnormal ? x * twoTo54 : x;
  const top = words[upper]!;
  const cell = (top >>> 13) & 127;
  const k = (top >>> 20) - 1023 - (subnormal ? 54 : 0) + (cell < upperHalf ? 0 : 1);
  const m = value[0] * powerOfTwo(1023 - (top >>> 20));
  const front = m + toFront - toFront;
  const r = reciprocals[cell]!;
  const near = front * r - 1;
  const far = (m - front) * r;
  const t = near + far;
  const tLow = near - t + far;
  const base = k * ln2High + logHigh[cell]!;
  const first = base + t;
  const lost = Math.abs(base) > Math.abs(t) ? base - first + t : t - first + base;
  const h = t + toGrid - toGrid;
  const half = 0.5 * h * h;
  const second = first - half;
  const rest =
    first -
    second -
    half +
    (lost + k * ln2Low + logLow[cell]!) +
    (tLow - 0.5 * (t - h) * (t + h) - t * tLow) +
    t * t * t * series(t);
  parts.high = second + rest;
  parts.low = second - parts.high + rest;
}

/**
 * ln(x + lost) for a normal x > 0 and what rounding has taken off it, with an error below 0.6 ulp: shorter than
 * {@link longLog}. @internal
 */
export function logPlus(x: number, lost: number): number {
  value[0] = x;
  const top = words[upper]!;
  const cell = (top >>> 13) & 127;
  const exponent = (top >>> 20) - 1023;
  const k = cell < upperHalf ? exponent : exponent + 1;
  const scale = powerOfTwo(-exponent);
  const m = x * scale;
  const front = m + toFront - toFront;
  const r = reciprocals[cell]!;
  const near = front * r - 1;
  const far = (m - front) * r;
  const t = near + far;
  const base = k * ln2High + logHigh[cell]!;
  const first = base + t;
  const rest = base - first + t + (near - t + far) + lost * scale * r * (1 - t);
  return first + (t * t * (t * series(t) - 0.5) + (k * ln2Low + logLow[cell]! + rest));
}

/** 1/3 - t/4 + t²/5 - ... */
function series(t: number): number {
  const s = t * t;
  return (
    1 / 3 -
    t * (1 / 4) +
    s * (1 / 5 - t * (1 / 6) + s * (1 / 7 - t * (1 / 8) + s * (1 / 9 - t * (1 / 10))))
  );
}
