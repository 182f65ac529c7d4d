import { expPair } from "./exp";
import { both, step } from "./lanes";
import { logPair } from "./log";

// Of exp(a^2 / 2) P(Z > a) on [0, 40], from the highest power down: numerator, then denominator.
const mills = memory.data<f64>([
  2.261437876251484e-07, 7.027809245248315e-06, 0.00010724657069111418, 0.0010452759139077763,
  0.007154703086487225, 0.03579833907150328, 0.13242975031764365, 0.35812659901747584,
  0.6806213148277764, 0.8285729044926654, 0.5,
  5.668584121932283e-07, 1.7616105362880068e-05, 0.0002693941448608045, 0.002637734266146984,
  0.018201874614234816, 0.09231801513090054, 0.3493543446525552, 0.9823594489288136,
  2.004792605886075, 2.820073458011696, 2.4550303697881963, 1.0,
], 16);
// 0 and 1 are a half and one; the rest as they are used.
const table = memory.data<f64>(
  [0.5, 1.0, 2.0, 40.0, 134217729.0, 0.3989422804014327, 100.0, 365.0], 16);

/**
 * Price, delta, gamma, vega, theta and rho of `count` options (even), six rows from `out` on, from
 * six rows from `input` on: side (1 a call, -1 a put), forward, strike, years, rate, volatility.
 * Rows are `row` bytes apart. All but side and rate must be positive and far from the ends of the range.
 */
export function black76(out: usize, input: usize, count: u32, row: usize): void {
  const end = input + (<usize>count << 3);
  for (; input < end; input += 16) {
    greeksOfTwo(out, input, row);
    out += 16;
  }
}

// @ts-ignore: decorator
@inline
function greeksOfTwo(out: usize, input: usize, row: usize): void {
  const zero = f64x2.splat(0);
  const half = both(table, 0);
  const one = both(table, 1);
  const side = v128.load(input);
  const forward = v128.load(input + row);
  const strike = v128.load(input + 2 * row);
  const years = v128.load(input + 3 * row);
  const rate = v128.load(input + 4 * row);
  const volatility = v128.load(input + 5 * row);
  const root = f64x2.sqrt(years);
  const deviation = f64x2.mul(volatility, root);
  const distance = f64x2.abs(logRatio(forward, strike));
  const middle = f64x2.div(distance, deviation);
  const shift = f64x2.mul(deviation, half);
  const near = f64x2.sub(shift, middle);
  const inside = f64x2.lt(near, zero);
  const nearSize = f64x2.pmin(f64x2.abs(near), both(table, 3));
  const farSize = f64x2.pmin(f64x2.add(shift, middle), both(table, 3));
  const low = f64x2.pmin(forward, strike);
  const nearRatio = millsRatio(nearSize);
  const farRatio = millsRatio(farSize);
  const weight = f64x2.mul(low, bell(nearSize));
  const apart = f64x2.mul(weight, f64x2.sub(nearRatio, farRatio));
  const across = f64x2.sub(low, f64x2.mul(weight, f64x2.add(nearRatio, farRatio)));
  const timeValue = f64x2.pmax(v128.bitselect(apart, across, inside), zero);
  const payoff = f64x2.pmax(f64x2.mul(side, f64x2.sub(forward, strike)), zero);
  const power = f64x2.mul(f64x2.neg(rate), years);
  const discount = v128.any_true(f64x2.ne(power, zero)) ? expPair(power) : one;
  const price = f64x2.mul(discount, f64x2.add(timeValue, payoff));

  const density = f64x2.div(weight, forward);
  const below = f64x2.le(forward, strike);
  const tail = f64x2.mul(density, v128.bitselect(nearRatio, farRatio, below));
  const small = v128.xor(v128.and(below, inside), f64x2.lt(side, zero));
  const share = v128.bitselect(tail, f64x2.sub(one, tail), small);
  const slope = f64x2.mul(f64x2.mul(discount, density), both(table, 5));
  const dollarSlope = f64x2.mul(slope, forward);
  const decay = f64x2.div(
    f64x2.mul(dollarSlope, volatility), f64x2.mul(both(table, 2), root));
  v128.store(out, price);
  v128.store(out + row, f64x2.mul(side, f64x2.mul(discount, share)));
  v128.store(out + 2 * row, f64x2.div(slope, f64x2.mul(forward, deviation)));
  v128.store(out + 3 * row, f64x2.div(f64x2.mul(dollarSlope, root), both(table, 6)));
  v128.store(
    out + 4 * row, f64x2.div(f64x2.sub(f64x2.mul(rate, price), decay), both(table, 7)));
  v128.store(out + 5 * row, f64x2.div(f64x2.mul(f64x2.neg(years), price), both(table, 6)));
}

/** ln(forward / strike); where they are close, through what 1 + x loses of x. */
// @ts-ignore: decorator
@inline
function logRatio(forward: v128, strike: v128): v128 {
  const ratio = f64x2.div(forward, strike);
  const close = v128.and(f64x2.gt(ratio, both(table, 0)), f64x2.lt(ratio, both(table, 2)));
  const x = f64x2.div(f64x2.sub(forward, strike), strike);
  const u = v128.bitselect(f64x2.add(both(table, 1), x), ratio, close);
  const lost = f64x2.div(f64x2.sub(x, f64x2.sub(u, both(table, 1))), u);
  return f64x2.add(logPair(u), v128.and(lost, close));
}

/** exp(-a^2 / 2) with the rounding of the square made good. */
// @ts-ignore: decorator
@inline
function bell(a: v128): v128 {
  const square = f64x2.mul(a, a);
  const wide = f64x2.mul(both(table, 4), a);
  const high = f64x2.sub(wide, f64x2.sub(wide, a));
  const low = f64x2.sub(a, high);
  const cross = f64x2.mul(f64x2.mul(both(table, 2), high), low);
  const rest = f64x2.add(
    f64x2.add(f64x2.sub(f64x2.mul(high, high), square), cross), f64x2.mul(low, low));
  const half = both(table, 0);
  const correction = f64x2.sub(both(table, 1), f64x2.mul(half, rest));
  return f64x2.mul(expPair(f64x2.neg(f64x2.mul(half, square))), correction);
}

// @ts-ignore: decorator
@inline
function millsRatio(a: v128): v128 {
  let over = both(mills, 0);
  over = step(over, a, mills, 1);
  over = step(over, a, mills, 2);
  over = step(over, a, mills, 3);
  over = step(over, a, mills, 4);
  over = step(over, a, mills, 5);
  over = step(over, a, mills, 6);
  over = step(over, a, mills, 7);
  over = step(over, a, mills, 8);
  over = step(over, a, mills, 9);
  over = step(over, a, mills, 10);
  let under = both(mills, 11);
  under = step(under, a, mills, 12);
  under = step(under, a, mills, 13);
  under = step(under, a, mills, 14);
  under = step(under, a, mills, 15);
  under = step(under, a, mills, 16);
  under = step(under, a, mills, 17);
  under = step(under, a, mills, 18);
  under = step(under, a, mills, 19);
  under = step(under, a, mills, 20);
  under = step(under, a, mills, 21);
  under = step(under, a, mills, 22);
  return f64x2.div(over, under);
}
