import { expTable } from "./exp";
import { both } from "./lanes";
import { ratioBits, ratioLog, ratioSlope } from "./log-ratio";
import {
  exponents, far, low, millsAt, millsRows, more, near, pairs, powerAt, putDistances, row, weight,
  weights, work,
} from "./option-steps";

// A half, 1, 1 / sqrt(2 pi), the same over 100, 1 / 365, 1 / 100; the domain's ends.
const table = memory.data<f64>([
  0.5, 1.0, 0.3989422804014327, 0.003989422804014327, 0.0027397260273972603, 0.01,
  1e-100, 1e100, 700.0,
], 16);

/** What steps leave besides: of forward over strike, then the shares of near and far; of the discount. */
const ratio: usize = more;
const slope: usize = more + row;
const nearShares: usize = ratio;
const farShares: usize = slope;
const root: usize = more + 2 * row;
const deviation: usize = more + 3 * row;
const discount: usize = more + 4 * row;

/**
 * Price, delta, gamma, vega, theta and rho of `count` options (even), six rows from `out` on, from
 * six rows from `input` on: side (1 a call, -1 a put), forward, strike, years, rate, volatility.
 * Rows are `apart` bytes apart. Returns whether all terms are in the domain that the plain reference states.
 */
export function black76(out: usize, input: usize, count: u32, apart: usize): i32 {
  const end = input + (<usize>count << 3);
  let inside: i32 = 1;
  while (input < end) {
    const bytes = min(end - input, pairs * 16);
    const done = work + bytes;
    inside &= ratios(input, done, apart);
    inside &= deviations(input, done, apart);
    inside &= discounts(input, done, apart);
    slopes(input, done, apart);
    distances(done);
    exponents(done);
    weights(done);
    millsRows(work, done);
    millsRows(work + far, done + far);
    shares(done);
    figures(out, input, done, apart);
    input += bytes;
    out += bytes;
  }
  return inside;
}

/** Of forward over strike, and the lesser of both; whether side, forward and strike are in the domain. */
function ratios(from: usize, end: usize, apart: usize): i32 {
  const one = both(table, 1);
  const smallest = both(table, 6);
  const largest = both(table, 7);
  let inside = i64x2.splat(-1);
  for (let to = work; to < end; to += 16, from += 16) {
    const forward = v128.load(from + apart);
    const strike = v128.load(from + 2 * apart);
    v128.store(to, ratioBits(forward, strike), ratio);
    v128.store(to, f64x2.pmin(forward, strike), low);
    inside = v128.and(inside, middling(forward, smallest, largest));
    inside = v128.and(inside, middling(strike, smallest, largest));
    inside = v128.and(inside, f64x2.eq(f64x2.abs(v128.load(from)), one));
  }
  return <i32>i64x2.all_true(inside);
}

/** Roots of time and deviations; whether they are in the domain, which no volatility below 0 gives. */
function deviations(from: usize, end: usize, apart: usize): i32 {
  const smallest = both(table, 6);
  const largest = both(table, 7);
  let inside = i64x2.splat(-1);
  for (let to = work; to < end; to += 16, from += 16) {
    const rooted = f64x2.sqrt(v128.load(from + 3 * apart));
    const spread = f64x2.mul(v128.load(from + 5 * apart), rooted);
    v128.store(to, rooted, root);
    v128.store(to, spread, deviation);
    inside = v128.and(inside, middling(spread, smallest, largest));
  }
  return <i32>i64x2.all_true(inside);
}

// @ts-ignore: decorator
@inline
function middling(x: v128, smallest: v128, largest: v128): v128 {
  return v128.and(f64x2.ge(x, smallest), f64x2.le(x, largest));
}

/** Of discounts: steps of ln 2 / 128 and a rest, as `tableExpPair` has them; whether rate times years is in the domain. */
function discounts(from: usize, end: usize, apart: usize): i32 {
  const perStep = both(expTable, 0);
  const lengthHigh = both(expTable, 2);
  const lengthLow = both(expTable, 3);
  const shifter = both(expTable, 4);
  const most = both(table, 8);
  let inside = i64x2.splat(-1);
  for (let to = work; to < end; to += 16, from += 16) {
    const x = f64x2.neg(f64x2.mul(v128.load(from + 4 * apart), v128.load(from + 3 * apart)));
    const shifted = f64x2.add(f64x2.mul(x, perStep), shifter);
    const count = f64x2.sub(shifted, shifter);
    const upper = f64x2.sub(x, f64x2.mul(count, lengthHigh));
    v128.store(to, shifted, discount);
    v128.store(to, f64x2.sub(upper, f64x2.mul(count, lengthLow)), discount + row);
    inside = v128.and(inside, f64x2.le(f64x2.abs(x), most));
  }
  return <i32>i64x2.all_true(inside);
}

/** Of forward over strike, what is left to the logarithm within a cell. */
function slopes(from: usize, end: usize, apart: usize): void {
  for (let to = work; to < end; to += 16, from += 16) {
    const forward = v128.load(from + apart);
    const strike = v128.load(from + 2 * apart);
    v128.store(to, ratioSlope(forward, strike, to + ratio), slope);
  }
}

/** Both distances, in deviations: half a deviation to both sides of ln(forward / strike). */
function distances(end: usize): void {
  const half = both(table, 0);
  for (let to = work; to < end; to += 16) {
    const spread = v128.load(to, deviation);
    const distance = f64x2.abs(ratioLog(to + ratio, v128.load(to, slope)));
    putDistances(to, f64x2.div(distance, spread), f64x2.mul(spread, half));
  }
}

/** Discounts, and what near and far take: the bell times the Mills ratio. */
function shares(end: usize): void {
  for (let at = work; at < end; at += 16) {
    const factor = v128.load(at, weight);
    v128.store(at, powerAt(at + discount), discount);
    v128.store(at, f64x2.mul(factor, millsAt(at)), nearShares);
    v128.store(at, f64x2.mul(factor, millsAt(at + far)), farShares);
  }
}

function figures(to: usize, from: usize, end: usize, apart: usize): void {
  const zero = f64x2.splat(0);
  const one = both(table, 1);
  for (let at = work; at < end; at += 16, from += 16, to += 16) {
    const side = v128.load(from);
    const forward = v128.load(from + apart);
    const strike = v128.load(from + 2 * apart);
    const years = v128.load(from + 3 * apart);
    const volatility = v128.load(from + 5 * apart);
    const factor = v128.load(at, weight);
    const nearShare = v128.load(at, nearShares);
    const farShare = v128.load(at, farShares);
    const rooted = v128.load(at, root);
    const across = f64x2.lt(v128.load(at, near), zero);
    const first = v128.bitselect(f64x2.sub(v128.load(at, low), nearShare), nearShare, across);
    const timeValue = f64x2.pmax(f64x2.sub(first, farShare), zero);
    const payoff = f64x2.pmax(f64x2.mul(side, f64x2.sub(forward, strike)), zero);
    const discounted = v128.load(at, discount);
    const price = f64x2.mul(discounted, f64x2.add(timeValue, payoff));
    v128.store(to, price);
    const perForward = f64x2.div(one, forward);
    const below = f64x2.le(forward, strike);
    const tail = f64x2.mul(perForward, v128.bitselect(nearShare, farShare, below));
    const small = v128.xor(v128.andnot(below, across), f64x2.lt(side, zero));
    const share = v128.bitselect(tail, f64x2.sub(one, tail), small);
    v128.store(to + apart, f64x2.mul(side, f64x2.mul(discounted, share)));
    const worth = f64x2.mul(discounted, factor);
    const perDeviation = f64x2.div(both(table, 2), v128.load(at, deviation));
    const density = f64x2.mul(worth, perDeviation);
    v128.store(to + 2 * apart, f64x2.mul(f64x2.mul(density, perForward), perForward));
    v128.store(to + 3 * apart, f64x2.mul(f64x2.mul(worth, rooted), both(table, 3)));
    const decay = f64x2.mul(
      f64x2.mul(density, both(table, 0)), f64x2.mul(volatility, volatility));
    const carry = f64x2.mul(v128.load(from + 4 * apart), price);
    v128.store(to + 4 * apart, f64x2.mul(f64x2.sub(carry, decay), both(table, 4)));
    v128.store(to + 5 * apart, f64x2.mul(f64x2.mul(f64x2.neg(years), price), both(table, 5)));
  }
}
