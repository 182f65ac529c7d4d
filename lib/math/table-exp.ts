import {
  fixedLn2,
  fixedOne,
  fixedProduct,
  fixedQuotient,
  fromFixed,
  toFixed,
} from "./fixed-point.ts";

const steps = 128;
/** 128 / ln 2. */
const stepsPerUnit = 184.6649652337873;
const stepsPerHalfSquare = -92.33248261689366;
/** ln 2 / 128 in 36 bits, and what it lacks. */
const stepHigh = 0.005415212348111709;
const stepLow = 1.2864023111638346e-14;
/** 1.5 × 2^52: adding it leaves the nearest integer in the last bits. */
const shifter = 6755399441055744;

const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);
/** Where the upper word of a double stands on this machine. */
const upper = new Uint32Array(new Float64Array([1]).buffer)[1] === 0 ? 0 : 1;
let table: Float64Array | undefined;

/**
 * 2^(j / 128) for j from 0 to 127, each as two numbers: the nearest double, with j × 2^45 taken off its
 * bits, and what that lacks as a part of it. Made in 256-bit integers. @internal
 */
export function powerTable(): Float64Array {
  table ??= makeTable();
  return table;
}

function makeTable(): Float64Array {
  const root = exponential(fixedLn2 / BigInt(steps));
  const pairs = new Float64Array(2 * steps);
  let power = fixedOne;
  for (let j = 0; j < steps; j++) {
    number[0] = fromFixed(power);
    const nearest = toFixed(number[0]);
    pairs[2 * j + 1] = fromFixed(fixedQuotient(power - nearest, nearest));
    words[upper]! -= j << 13;
    pairs[2 * j] = number[0];
    power = fixedProduct(power, root);
  }
  return pairs;
}

function exponential(x: bigint): bigint {
  let [sum, term] = [fixedOne, fixedOne];
  for (let k = 1n; term !== 0n; k++) {
    term = fixedProduct(term, x) / k;
    sum += term;
  }
  return sum;
}

/** e^x for x in [-700, 700], error below 0.52 units in the last place. @internal */
export function tableExp(x: number): number {
  const shifted = x * stepsPerUnit + shifter;
  const count = shifted - shifter;
  return powerOf(shifted, x - count * stepHigh - count * stepLow);
}

/** exp(-a² / 2) for a in [0, 37.5], error below 0.51 units in the last place: the square loses nothing. @internal */
export function bell(a: number): number {
  return bellOf(a, 0);
}

/** 2^128 exp(-a² / 2) for a in [0, 39], where the bell itself is no normal number any more. @internal */
export function raisedBell(a: number): number {
  return bellOf(a, 128 * steps);
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
  return powerOf(shifted + raise, upperPart - (count * stepLow + rest * 0.5));
}

/** 2^(k / 128) e^r, where k stands in the last bits of `shifted`. */
function powerOf(shifted: number, r: number): number {
  const pairs = table ?? powerTable();
  number[0] = shifted;
  const k = words[1 - upper]!;
  const at = (k & (steps - 1)) * 2;
  number[0] = pairs[at]!;
  words[upper]! += k << 13;
  const power = number[0];
  const square = r * r;
  const fourth = 0.041666666666666664 + r * 0.008333333333333333;
  const second = 0.5 + r * 0.16666666666666666;
  const sum = square * (second + square * fourth);
  return power + power * (pairs[at + 1]! + sum + r);
}
