import { both } from "./lanes";
import { powerTable } from "./tables";

// 128 / ln 2, minus half of it, ln 2 / 128 in two parts, the shifter, minus a half; 1 / 2 to 1 / 120, 128 x 128.
const table = memory.data<f64>([
  184.6649652337873, -92.33248261689366, 0.005415212348111709, 1.2864023111638346e-14,
  6755399441055744.0, -0.5,
  0.5, 0.16666666666666666, 0.041666666666666664, 0.008333333333333333,
  16384.0,
], 16);
const front = memory.data<u64>([0xfffffffff8000000], 16);

/** e^x of two numbers in [-700, 700], the same bits as `tableExp`. */
// @ts-ignore: decorator
@inline
export function tableExpPair(x: v128): v128 {
  const shifted = f64x2.add(f64x2.mul(x, both(table, 0)), both(table, 4));
  const steps = f64x2.sub(shifted, both(table, 4));
  const upper = f64x2.sub(x, f64x2.mul(steps, both(table, 2)));
  return powerOf(shifted, f64x2.sub(upper, f64x2.mul(steps, both(table, 3))));
}

/** exp(-a^2 / 2) of two numbers in [0, 37.5], the same bits as `bell`. */
// @ts-ignore: decorator
@inline
export function bellPair(a: v128): v128 {
  return bellOf(a, false);
}

/** 2^128 exp(-a^2 / 2) of two numbers in [0, 39], the same bits as `raisedBell`. */
// @ts-ignore: decorator
@inline
export function raisedBellPair(a: v128): v128 {
  return bellOf(a, true);
}

// @ts-ignore: decorator
@inline
function bellOf(a: v128, raised: bool): v128 {
  const high = v128.and(a, both(front, 0));
  const square = f64x2.mul(high, high);
  const rest = f64x2.mul(f64x2.sub(a, high), f64x2.add(a, high));
  const shifted = f64x2.add(f64x2.mul(square, both(table, 1)), both(table, 4));
  const steps = f64x2.sub(shifted, both(table, 4));
  const upper = f64x2.sub(f64x2.mul(square, both(table, 5)), f64x2.mul(steps, both(table, 2)));
  const lower = f64x2.add(f64x2.mul(steps, both(table, 3)), f64x2.mul(rest, both(table, 6)));
  const placed = raised ? f64x2.add(shifted, both(table, 10)) : shifted;
  return powerOf(placed, f64x2.sub(upper, lower));
}

// @ts-ignore: decorator
@inline
function powerOf(shifted: v128, r: v128): v128 {
  const pairA = v128.load(powerTable + ((<usize>i32x4.extract_lane(shifted, 0) & 127) << 4));
  const pairB = v128.load(powerTable + ((<usize>i32x4.extract_lane(shifted, 2) & 127) << 4));
  const power = i64x2.add(v128.shuffle<f64>(pairA, pairB, 0, 2), i64x2.shl(shifted, 45));
  const square = f64x2.mul(r, r);
  const fourth = f64x2.add(both(table, 8), f64x2.mul(r, both(table, 9)));
  const second = f64x2.add(both(table, 6), f64x2.mul(r, both(table, 7)));
  const sum = f64x2.mul(square, f64x2.add(second, f64x2.mul(square, fourth)));
  const above = f64x2.add(f64x2.add(v128.shuffle<f64>(pairA, pairB, 1, 3), sum), r);
  return f64x2.add(power, f64x2.mul(power, above));
}
