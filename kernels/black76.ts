import { both } from "./lanes";
import { logRatioPair } from "./log-ratio";
import { millsPair } from "./mills";
import { bellPair, tableExpPair } from "./exp";

// A half, 1, where the bell ends, 1 / sqrt(2 pi), the same over 100, 1 / 365, 1 / 100; the domain's ends.
const table = memory.data<f64>([
  0.5, 1.0, 37.5, 0.3989422804014327, 0.003989422804014327, 0.0027397260273972603, 0.01,
  1e-100, 1e100, 700.0,
], 16);

/** Options that pass through the steps together: few enough to stay within the first cache. */
const batch: usize = 64;
/** What one step leaves for the next: near distances, then near shares; far ones; weights; roots. */
const near = memory.data(64 * 8, 16);
const far = memory.data(64 * 8, 16);
const weights = memory.data(64 * 8, 16);
const roots = memory.data(64 * 8, 16);
const signs = memory.data(64 * 8, 16);

/**
 * Price, delta, gamma, vega, theta and rho of `count` options (even), six rows from `out` on, from
 * six rows from `input` on: side (1 a call, -1 a put), forward, strike, years, rate, volatility.
 * Rows are `row` bytes apart. Returns whether all terms are in the domain that the plain reference states.
 */
export function black76(out: usize, input: usize, count: u32, row: usize): i32 {
  const end = input + (<usize>count << 3);
  let inside: i32 = 1;
  while (input < end) {
    const bytes = min(end - input, batch << 3);
    inside &= distances(input, bytes, row);
    shares(input, bytes, row);
    figures(out, input, bytes, row);
    input += bytes;
    out += bytes;
  }
  return inside;
}

/** Returns whether all terms are in the domain. */
function distances(from: usize, bytes: usize, row: usize): i32 {
  const half = both(table, 0);
  const smallest = both(table, 7);
  const largest = both(table, 8);
  let inside = i64x2.splat(-1);
  for (let at: usize = 0; at < bytes; at += 16, from += 16) {
    const side = v128.load(from);
    const forward = v128.load(from + row);
    const strike = v128.load(from + 2 * row);
    const years = v128.load(from + 3 * row);
    const volatility = v128.load(from + 5 * row);
    const root = f64x2.sqrt(years);
    const deviation = f64x2.mul(volatility, root);
    const discounting = f64x2.abs(f64x2.mul(v128.load(from + 4 * row), years));
    inside = v128.and(inside, middling(forward, smallest, largest));
    inside = v128.and(inside, middling(strike, smallest, largest));
    inside = v128.and(inside, middling(deviation, smallest, largest));
    inside = v128.and(inside, f64x2.gt(volatility, f64x2.splat(0)));
    inside = v128.and(inside, f64x2.le(discounting, both(table, 9)));
    inside = v128.and(inside, f64x2.eq(f64x2.abs(side), both(table, 1)));
    const distance = f64x2.abs(logRatioPair(forward, strike));
    const middle = f64x2.div(distance, deviation);
    const shift = f64x2.mul(deviation, half);
    v128.store(near + at, f64x2.sub(middle, shift));
    v128.store(far + at, f64x2.add(middle, shift));
    v128.store(roots + at, root);
  }
  return <i32>i64x2.all_true(inside);
}

// @ts-ignore: decorator
@inline
function middling(x: v128, smallest: v128, largest: v128): v128 {
  return v128.and(f64x2.ge(x, smallest), f64x2.le(x, largest));
}

function shares(from: usize, bytes: usize, row: usize): void {
  const largest = both(table, 2);
  for (let at: usize = 0; at < bytes; at += 16, from += 16) {
    const signed = v128.load(near + at);
    const size = f64x2.abs(signed);
    const capped = f64x2.pmin(largest, size);
    const low = f64x2.pmin(v128.load(from + row), v128.load(from + 2 * row));
    const weight = f64x2.mul(low, v128.and(bellPair(capped), f64x2.lt(size, largest)));
    v128.store(weights + at, weight);
    v128.store(signs + at, signed);
    v128.store(near + at, f64x2.mul(weight, millsPair(capped)));
    const farSize = f64x2.pmin(largest, v128.load(far + at));
    v128.store(far + at, f64x2.mul(weight, millsPair(farSize)));
  }
}

function figures(to: usize, from: usize, bytes: usize, row: usize): void {
  const zero = f64x2.splat(0);
  const one = both(table, 1);
  for (let at: usize = 0; at < bytes; at += 16, from += 16, to += 16) {
    const side = v128.load(from);
    const forward = v128.load(from + row);
    const strike = v128.load(from + 2 * row);
    const years = v128.load(from + 3 * row);
    const rate = v128.load(from + 4 * row);
    const volatility = v128.load(from + 5 * row);
    const weight = v128.load(weights + at);
    const nearShare = v128.load(near + at);
    const farShare = v128.load(far + at);
    const root = v128.load(roots + at);
    const low = f64x2.pmin(forward, strike);
    const across = f64x2.lt(v128.load(signs + at), zero);
    const first = v128.bitselect(f64x2.sub(low, nearShare), nearShare, across);
    const timeValue = f64x2.pmax(f64x2.sub(first, farShare), zero);
    const payoff = f64x2.pmax(f64x2.mul(side, f64x2.sub(forward, strike)), zero);
    const discount = tableExpPair(f64x2.neg(f64x2.mul(rate, years)));
    const price = f64x2.mul(discount, f64x2.add(timeValue, payoff));
    v128.store(to, price);
    const perForward = f64x2.div(one, forward);
    const below = f64x2.le(forward, strike);
    const tail = f64x2.mul(perForward, v128.bitselect(nearShare, farShare, below));
    const small = v128.xor(v128.andnot(below, across), f64x2.lt(side, zero));
    const share = v128.bitselect(tail, f64x2.sub(one, tail), small);
    v128.store(to + row, f64x2.mul(side, f64x2.mul(discount, share)));
    const worth = f64x2.mul(discount, weight);
    const perDeviation = f64x2.div(both(table, 3), f64x2.mul(volatility, root));
    const slope = f64x2.mul(worth, perDeviation);
    v128.store(to + 2 * row, f64x2.mul(f64x2.mul(slope, perForward), perForward));
    v128.store(to + 3 * row, f64x2.mul(f64x2.mul(worth, root), both(table, 4)));
    const decay = f64x2.mul(
      f64x2.mul(slope, both(table, 0)), f64x2.mul(volatility, volatility));
    const theta = f64x2.mul(f64x2.sub(f64x2.mul(rate, price), decay), both(table, 5));
    v128.store(to + 4 * row, theta);
    v128.store(to + 5 * row, f64x2.mul(f64x2.mul(f64x2.neg(years), price), both(table, 6)));
  }
}
