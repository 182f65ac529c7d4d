import { powersOfTwo } from "./powers-of-two.ts";

/** Up to this size no power of two of {@link timesPower} leaves the normal numbers. */
const ordinary = 700;
/** Above it the result is infinite, below the other it is 0. */
const largest = 709.782712893384;
const smallest = -745.1332191019411;
/** 128 / ln 2. */
const stepsPerUnit = 184.6649652337873;
const stepsPerHalfSquare = -92.33248261689366;
/** ln 2 / 128 in 36 bits, and what it lacks. */
const stepHigh = 0.005415212348111709;
const stepLow = 1.2864023111638346e-14;
/** 1.5 × 2^52: adding it leaves the nearest integer in the last bits. */
const shifter = 6755399441055744;

/**
 * e^x, within 0.51 units in the last place, 1 where the result is below the normal numbers, from
 * additions and multiplications in a fixed order: the same bits on every machine, which `Math.exp`
 * does not give.
 *
 * x is a whole number of 128ths of ln 2 and a rest of at most half of one: a power from a table times the
 * Taylor polynomial of the fifth degree. Source: P. T. P. Tang, Table-driven implementation of the
 * exponential function in IEEE floating-point arithmetic, ACM Transactions on Mathematical Software 15
 * (1989) 144-157.
 *
 * @example naturalExp(1) // 2.718281828459045
 */
export function naturalExp(x: number): number {
  if (!(Math.abs(x) <= ordinary)) return extremeExp(x);
  const shifted = x * stepsPerUnit + shifter;
  return timesPower(shifted, restOf(x, shifted - shifter), 0);
}

/**
 * e^x - 1, within 2.3 units in the last place: no digit is lost where x is small. The same bits on every
 * machine.
 *
 * @example naturalExpm1(1e-10) // 1.00000000005e-10
 */
export function naturalExpm1(x: number): number {
  if (!(Math.abs(x) <= ordinary)) return extremeExp(x) - 1;
  const shifted = x * stepsPerUnit + shifter;
  return timesPower(shifted, restOf(x, shifted - shifter), 1);
}

/** exp(-a² / 2) for a in [0, 37.5], within 0.51 units in the last place: the square loses nothing. @internal */
export function bell(a: number): number {
  return bellOf(a, 0);
}

/** 2^128 exp(-a² / 2) for a in [0, 39], where the bell itself is no normal number any more. @internal */
export function raisedBell(a: number): number {
  return bellOf(a, 16_384);
}

function bellOf(a: number, raise: number): number {
  number[0] = a;
  words[1 - upper]! &= 0xf8000000;
  const high = number[0];
  const square = high * high;
  const rest = (a - high) * (a + high);
  const shifted = square * stepsPerHalfSquare + shifter;
  const count = shifted - shifter;
  const upperPart = square * -0.5 - count * stepHigh;
  return timesPower(shifted + raise, upperPart - (count * stepLow + rest * 0.5), 0);
}

function restOf(x: number, count: number): number {
  return x - count * stepHigh - count * stepLow;
}

const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);
/** Where the upper word of a double stands on this machine. */
const upper = new Uint32Array(new Float64Array([1]).buffer)[1] === 0 ? 0 : 1;

/** 2^(k / 128) e^r less 1 or 0, where k stands in the last bits of `shifted`. */
function timesPower(shifted: number, r: number, less: 0 | 1): number {
  const pairs = powersOfTwo();
  number[0] = shifted;
  const k = words[1 - upper]!;
  const at = (k & 127) * 2;
  number[0] = pairs[at]!;
  words[upper]! += k << 13;
  const power = number[0];
  const square = r * r;
  const fourth = 0.041666666666666664 + r * 0.008333333333333333;
  const second = 0.5 + r * 0.16666666666666666;
  const sum = square * (second + square * fourth);
  return power - less + power * (pairs[at + 1]! + sum + r);
}

/** A hundred powers of two nearer to 1, then back; the whole number is split, so that both products are exact. */
function extremeExp(x: number): number {
  if (!(x <= largest && x >= smallest)) return x > 0 ? Infinity : x < 0 ? 0 : x;
  const side = x > 0 ? 1 : -1;
  const shifted = x * stepsPerUnit + shifter;
  const count = shifted - shifter;
  const part = side * 65_536;
  const r = x - part * stepHigh - (count - part) * stepHigh - count * stepLow;
  const scale = x > 0 ? 1.2676506002282294e30 : 7.888609052210118e-31;
  return timesPower(shifted - side * 12_800, r, 0) * scale;
}
