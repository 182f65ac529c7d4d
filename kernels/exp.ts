import { both } from "./lanes";

/** The library puts its powers of two here: 128 pairs, 2^(j / 128) less j x 2^45 in its bits, and what it lacks. */
export const powers = memory.data(128 * 16, 64);

// 128 / ln 2, minus half of it, ln 2 / 128 in two parts, the shifter, minus a half; 1 / 2 to 1 / 120; how large
// an ordinary argument is; 1; 128 x 128.
const table = memory.data<f64>([
  184.6649652337873, -92.33248261689366, 0.005415212348111709, 1.2864023111638346e-14,
  6755399441055744.0, -0.5,
  0.5, 0.16666666666666666, 0.041666666666666664, 0.008333333333333333, 700.0, 1.0, 16384.0,
], 16);
const front = memory.data<u64>([0xfffffffff8000000], 16);

/** The constants above, for loops that hold them in registers. */
export const expTable: usize = table;
export const bellFront: usize = front;

/** Where the caller puts the powers of two before the first exponential. */
export function powersOfTwo(): usize {
  return powers;
}

/** e^x of any two numbers, the same bits as `naturalExp`. */
// @ts-ignore: decorator
@inline
export function expPair(x: v128): v128 {
  return areOrdinary(x) ? tableExpPair(x) : oneByOne(x);
}

/** e^x - 1 of any two numbers, the same bits as `naturalExpm1`. */
export function expm1Pair(x: v128): v128 {
  return f64x2(lessOne(f64x2.extract_lane(x, 0)), lessOne(f64x2.extract_lane(x, 1)));
}

/** e^x - 1 of two numbers in [-700, 700], the same bits as `naturalExpm1`. */
// @ts-ignore: decorator
@inline
export function tableExpm1Pair(x: v128): v128 {
  return ordinary(x, true);
}

/** Whether both numbers lie in [-700, 700]. */
// @ts-ignore: decorator
@inline
export function areOrdinary(x: v128): bool {
  return i64x2.all_true(f64x2.le(f64x2.abs(x), both(table, 10)));
}

/** e^x of two numbers in [-700, 700], the same bits as `naturalExp`. */
// @ts-ignore: decorator
@inline
export function tableExpPair(x: v128): v128 {
  return ordinary(x, false);
}

/** 2^128 exp(-a^2 / 2) of two numbers in [0, 39], the same bits as `raisedBell`. */
// @ts-ignore: decorator
@inline
export function raisedBellPair(a: v128): v128 {
  const high = v128.and(a, both(front, 0));
  const square = f64x2.mul(high, high);
  const rest = f64x2.mul(f64x2.sub(a, high), f64x2.add(a, high));
  const shifted = f64x2.add(f64x2.mul(square, both(table, 1)), both(table, 4));
  const steps = f64x2.sub(shifted, both(table, 4));
  const upper = f64x2.sub(f64x2.mul(square, both(table, 5)), f64x2.mul(steps, both(table, 2)));
  const lower = f64x2.add(f64x2.mul(steps, both(table, 3)), f64x2.mul(rest, both(table, 6)));
  return timesPower(f64x2.add(shifted, both(table, 12)), f64x2.sub(upper, lower), false);
}

// @ts-ignore: decorator
@inline
function ordinary(x: v128, lessOne: bool): v128 {
  const shifted = f64x2.add(f64x2.mul(x, both(table, 0)), both(table, 4));
  const steps = f64x2.sub(shifted, both(table, 4));
  const upper = f64x2.sub(x, f64x2.mul(steps, both(table, 2)));
  return timesPower(shifted, f64x2.sub(upper, f64x2.mul(steps, both(table, 3))), lessOne);
}

/** e^r - 1 of a rest r, and what a power lacks besides; the coefficients are those of the table, from 1 / 2 on. */
// @ts-ignore: decorator
@inline
export function growthAbove(
  lacking: v128, r: v128, half: v128, sixth: v128, twentyFourth: v128, smallest: v128,
): v128 {
  const square = f64x2.mul(r, r);
  const fourth = f64x2.add(twentyFourth, f64x2.mul(r, smallest));
  const second = f64x2.add(half, f64x2.mul(r, sixth));
  const sum = f64x2.mul(square, f64x2.add(second, f64x2.mul(square, fourth)));
  return f64x2.add(f64x2.add(lacking, sum), r);
}

// @ts-ignore: decorator
@inline
function timesPower(shifted: v128, r: v128, lessOne: bool): v128 {
  const pairA = v128.load(powers + ((<usize>i32x4.extract_lane(shifted, 0) & 127) << 4));
  const pairB = v128.load(powers + ((<usize>i32x4.extract_lane(shifted, 2) & 127) << 4));
  const power = i64x2.add(v128.shuffle<f64>(pairA, pairB, 0, 2), i64x2.shl(shifted, 45));
  const above = growthAbove(
    v128.shuffle<f64>(pairA, pairB, 1, 3), r, both(table, 6), both(table, 7), both(table, 8),
    both(table, 9));
  const base = lessOne ? f64x2.sub(power, both(table, 11)) : power;
  return f64x2.add(base, f64x2.mul(power, above));
}

function oneByOne(x: v128): v128 {
  return f64x2(exp(f64x2.extract_lane(x, 0)), exp(f64x2.extract_lane(x, 1)));
}

function exp(x: f64): f64 {
  return Math.abs(x) <= 700.0
    ? f64x2.extract_lane(ordinary(f64x2.splat(x), false), 0)
    : extreme(x);
}

function lessOne(x: f64): f64 {
  return Math.abs(x) <= 700.0
    ? f64x2.extract_lane(ordinary(f64x2.splat(x), true), 0)
    : extreme(x) - 1.0;
}

function extreme(x: f64): f64 {
  if (!(x <= 709.782712893384 && x >= -745.1332191019411)) {
    return x > 0 ? Infinity : x < 0 ? 0 : x;
  }
  const side = x > 0 ? 1.0 : -1.0;
  const shifted = x * 184.6649652337873 + 6755399441055744.0;
  const count = shifted - 6755399441055744.0;
  const part = side * 65536.0;
  const upper = x - part * 0.005415212348111709 - (count - part) * 0.005415212348111709;
  const r = upper - count * 1.2864023111638346e-14;
  const near = timesPower(f64x2.splat(shifted - side * 12800.0), f64x2.splat(r), false);
  return f64x2.extract_lane(near, 0) * (x > 0 ? 1.2676506002282294e30 : 7.888609052210118e-31);
}

/** Replaces `count` numbers (even) by their exponentials. */
export function exponentials(values: usize, count: u32): void {
  const end = values + (<usize>count << 3);
  for (let at = values; at < end; at += 16) v128.store(at, expPair(v128.load(at)));
}
