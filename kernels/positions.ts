import { expToZero } from "./exp";
import { both } from "./lanes";

// Of exp(a^2 / 2) P(Z > a) on [0, 40], from the lowest power up: numerator, then denominator.
const over = memory.data<f64>([
  0.5, 0.8285729044926654, 0.6806213148277764, 0.35812659901747584, 0.13242975031764365,
  0.03579833907150328, 0.007154703086487225, 0.0010452759139077763, 0.00010724657069111418,
  7.027809245248315e-06, 2.261437876251484e-07], 16);
const under = memory.data<f64>([
  1.0, 2.4550303697881963, 2.820073458011696, 2.004792605886075, 0.9823594489288136,
  0.3493543446525552, 0.09231801513090054, 0.018201874614234816, 0.002637734266146984,
  0.0002693941448608045, 1.7616105362880068e-05, 5.668584121932283e-07], 16);
const half: usize = 0;
const farthest: usize = 1;
const widest: usize = 2;
const table = memory.data<f64>([0.5, 37.0, 1e100], 16);

// Bytes: of a position's terms, and of the row of a group.
const termBytes: usize = 64;
const groupBytes: usize = 176;

/**
 * Writes what every position of `groups` groups is worth in two markets at once, less its first term: a pair of
 * numbers at its place in `out`. See the plain reference for the rows.
 */
export function positionValues(groups: usize, count: u32, terms: usize, volatility: usize, out: usize): void {
  const end = groups + <usize>count * groupBytes;
  for (; groups < end; groups += groupBytes) {
    const kind = load<f64>(groups, 144);
    const from = <usize>load<f64>(groups, 152);
    const first = terms + from * termBytes;
    const last = terms + <usize>load<f64>(groups, 160) * termBytes;
    if (kind == 2.0) {
      optionValues(groups, first, last, volatility + (from << 4), out);
    } else if (kind == 1.0) {
      inverseValues(groups, first, last, out);
    } else {
      linearValues(groups, first, last, out);
    }
  }
}

/** quantity (size (price - entry)). */
function linearValues(group: usize, at: usize, end: usize, out: usize): void {
  const price = v128.load(group);
  for (; at < end; at += termBytes) {
    const profit = f64x2.mul(both(at, 2), f64x2.sub(price, both(at, 4)));
    place(out, at, f64x2.mul(both(at, 1), profit));
  }
}

/** quantity (size (spot / entry - spot / price)). */
function inverseValues(group: usize, at: usize, end: usize, out: usize): void {
  const spot = v128.load(group);
  const ratio = v128.load(group, 16);
  for (; at < end; at += termBytes) {
    const coins = f64x2.sub(f64x2.div(spot, both(at, 4)), ratio);
    place(out, at, f64x2.mul(both(at, 1), f64x2.mul(both(at, 2), coins)));
  }
}

// Options that pass through the steps together stay within the first cache.
const batch: usize = 64;
const nears = memory.data(64 * 16, 64);
const fars = memory.data(64 * 16, 64);

function optionValues(group: usize, at: usize, end: usize, volatility: usize, out: usize): void {
  while (at < end) {
    const next = min(end, at + batch * termBytes);
    distances(group, at, next, volatility);
    timeValues(group, at, next);
    optionWorths(group, at, next, out);
    volatility += (next - at) >> 2;
    at = next;
  }
}

function distances(group: usize, at: usize, end: usize, volatility: usize): void {
  const logHigh = v128.load(group, 32);
  const logLow = v128.load(group, 48);
  const root = v128.load(group, 64);
  const times = v128.load(group, 96);
  const plus = v128.load(group, 112);
  const least = v128.load(group, 128);
  let to: usize = 0;
  for (; at < end; at += termBytes) {
    const moved = f64x2.add(f64x2.mul(v128.load(volatility), times), plus);
    const deviation = f64x2.mul(f64x2.pmax(least, moved), root);
    const distance = f64x2.abs(
      f64x2.add(f64x2.sub(logHigh, both(at, 5)), f64x2.sub(logLow, both(at, 6))));
    const middle = f64x2.pmin(both(table, widest), f64x2.div(distance, deviation));
    const shift = f64x2.mul(deviation, both(table, half));
    v128.store(nears + to, f64x2.sub(shift, middle));
    v128.store(fars + to, f64x2.add(shift, middle));
    volatility += 16;
    to += 16;
  }
}

/** low P(Z < near) - high P(Z < -far), where low and high are the lesser and the greater of forward and strike. */
function timeValues(group: usize, at: usize, end: usize): void {
  const forward = v128.load(group);
  const zero = f64x2.splat(0);
  let to: usize = 0;
  for (; at < end; at += termBytes) {
    const near = v128.load(nears + to);
    const low = f64x2.pmin(forward, both(at, 4));
    const size = f64x2.pmin(both(table, farthest), f64x2.abs(near));
    const nearRatio = millsRatio(size);
    const farRatio = millsRatio(f64x2.pmin(both(table, farthest), v128.load(fars + to)));
    const bell = expToZero(f64x2.neg(f64x2.mul(f64x2.mul(size, size), both(table, half))));
    const weight = f64x2.mul(low, bell);
    const apart = f64x2.mul(weight, f64x2.sub(nearRatio, farRatio));
    const across = f64x2.sub(low, f64x2.mul(weight, f64x2.add(nearRatio, farRatio)));
    v128.store(nears + to, f64x2.pmax(zero, v128.bitselect(apart, across, f64x2.lt(near, zero))));
    to += 16;
  }
}

function optionWorths(group: usize, at: usize, end: usize, out: usize): void {
  const forward = v128.load(group);
  const ratio = v128.load(group, 16);
  const discount = v128.load(group, 80);
  const zero = f64x2.splat(0);
  let from: usize = 0;
  for (; at < end; at += termBytes) {
    const payoff = f64x2.pmax(
      zero, f64x2.mul(both(at, 7), f64x2.sub(forward, both(at, 4))));
    const price = f64x2.mul(discount, f64x2.add(v128.load(nears + from), payoff));
    const worth = f64x2.mul(f64x2.mul(both(at, 2), price), ratio);
    place(out, at, f64x2.mul(both(at, 1), worth));
    from += 16;
  }
}

// @ts-ignore: decorator
@inline
function place(out: usize, at: usize, worth: v128): void {
  v128.store(out + <usize>load<f64>(at, 24), f64x2.sub(worth, both(at, 0)));
}

/** exp(a^2 / 2) P(Z > a), even and odd powers apart: half as long a chain of steps. */
// @ts-ignore: decorator
@inline
function millsRatio(a: v128): v128 {
  const square = f64x2.mul(a, a);
  let even = up(both(over, 10), square, over, 8);
  let odd = up(both(over, 9), square, over, 7);
  let evenUnder = up(both(under, 10), square, under, 8);
  let oddUnder = up(both(under, 11), square, under, 9);
  even = up(even, square, over, 6);
  odd = up(odd, square, over, 5);
  evenUnder = up(evenUnder, square, under, 6);
  oddUnder = up(oddUnder, square, under, 7);
  even = up(even, square, over, 4);
  odd = up(odd, square, over, 3);
  evenUnder = up(evenUnder, square, under, 4);
  oddUnder = up(oddUnder, square, under, 5);
  even = up(even, square, over, 2);
  odd = up(odd, square, over, 1);
  evenUnder = up(evenUnder, square, under, 2);
  oddUnder = up(oddUnder, square, under, 3);
  even = up(even, square, over, 0);
  evenUnder = up(evenUnder, square, under, 0);
  oddUnder = up(oddUnder, square, under, 1);
  return f64x2.div(
    f64x2.add(even, f64x2.mul(a, odd)), f64x2.add(evenUnder, f64x2.mul(a, oddUnder)));
}

// @ts-ignore: decorator
@inline
function up(sum: v128, x: v128, coefficients: usize, at: usize): v128 {
  return f64x2.add(f64x2.mul(sum, x), both(coefficients, at));
}

/**
 * Adds `count` pairs from `values` on, one after the other, to the pair of sums at `sums`, and what rounding takes
 * off each to the pair behind it.
 */
export function addPairs(sums: usize, values: usize, count: u32): void {
  let sum = v128.load(sums);
  let lost = v128.load(sums, 16);
  const end = values + (<usize>count << 4);
  for (; values < end; values += 16) {
    const value = v128.load(values);
    const next = f64x2.add(sum, value);
    const added = f64x2.sub(next, sum);
    const off = f64x2.add(f64x2.sub(sum, f64x2.sub(next, added)), f64x2.sub(value, added));
    lost = f64x2.add(lost, off);
    sum = next;
  }
  v128.store(sums, sum);
  v128.store(sums, lost, 16);
}
