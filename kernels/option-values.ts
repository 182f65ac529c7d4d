import { bellFront, expTable, powers } from "./exp";
import { both } from "./lanes";
import { halves, millsMasks, millsRow, millsSum } from "./mills";
import { put, termBytes } from "./position-terms";

// A half, where the bell ends, and what a distance's place in the table of ratios is away from it.
const table = memory.data<f64>([0.5, 37.5, 4.0], 16);

/**
 * Options that pass through the steps together stay within the first cache. Each step is a loop of its own, short
 * enough that a processor is at several options at once: one loop of all steps waits for itself.
 */
const batch: usize = 32;
/** What a step leaves for the next, a pair of numbers for each option: here the bytes of a row of pairs. */
const row: usize = 512;
const size: usize = 0;
const place: usize = row;
const middle: usize = 2 * row;
const even: usize = 3 * row;
const odd: usize = 4 * row;
/** Those five again, of the far distance. */
const far: usize = 5 * row;
const near: usize = 10 * row;
const low: usize = 11 * row;
const steps: usize = 12 * row;
const rest: usize = 13 * row;
const weight: usize = 14 * row;
const work = memory.data(15 * 512, 64);

export function optionValues(group: usize, at: usize, end: usize, volatility: usize, out: usize): void {
  while (at < end) {
    const next = min(end, at + batch * termBytes);
    const done = work + ((next - at) >> 2);
    distances(group, at, next, volatility);
    exponents(done);
    weights(done);
    millsRows(work, done);
    millsRows(work + far, done + far);
    timeValues(done);
    optionWorths(group, at, next, out);
    volatility += (next - at) >> 2;
    at = next;
  }
}

/** Both distances, capped and as the tables want them, and the lesser of forward and strike. */
function distances(group: usize, at: usize, end: usize, volatility: usize): void {
  const forward = v128.load(group);
  const logHigh = v128.load(group, 32);
  const logLow = v128.load(group, 48);
  const root = v128.load(group, 64);
  const times = v128.load(group, 96);
  const plus = v128.load(group, 112);
  const least = v128.load(group, 128);
  const half = both(table, 0);
  const largest = both(table, 1);
  const four = both(table, 2);
  let to = work;
  for (; at < end; at += termBytes) {
    const moved = f64x2.add(f64x2.mul(v128.load(volatility), times), plus);
    const deviation = f64x2.mul(f64x2.pmax(least, moved), root);
    const distance = f64x2.abs(
      f64x2.add(f64x2.sub(logHigh, both(at, 5)), f64x2.sub(logLow, both(at, 6))));
    const centre = f64x2.div(distance, deviation);
    const shift = f64x2.mul(deviation, half);
    const nearer = f64x2.sub(centre, shift);
    const nearSize = f64x2.pmin(largest, f64x2.abs(nearer));
    const farSize = f64x2.pmin(largest, f64x2.add(centre, shift));
    v128.store(to, nearer, near);
    v128.store(to, nearSize, size);
    v128.store(to, f64x2.add(nearSize, four), place);
    v128.store(to, farSize, far + size);
    v128.store(to, f64x2.add(farSize, four), far + place);
    v128.store(to, f64x2.pmin(forward, both(at, 4)), low);
    volatility += 16;
    to += 16;
  }
}

/** Of the bell at the near distance: steps of ln 2 / 128 and a rest, as `bellPair` has them. */
function exponents(end: usize): void {
  const front = both(bellFront, 0);
  const perSquare = both(expTable, 1);
  const lengthHigh = both(expTable, 2);
  const lengthLow = both(expTable, 3);
  const shifter = both(expTable, 4);
  const minusHalf = both(expTable, 5);
  const half = both(expTable, 6);
  for (let to = work; to < end; to += 16) {
    const a = v128.load(to, size);
    const high = v128.and(a, front);
    const square = f64x2.mul(high, high);
    const shifted = f64x2.add(f64x2.mul(square, perSquare), shifter);
    const count = f64x2.sub(shifted, shifter);
    const left = f64x2.mul(f64x2.sub(a, high), f64x2.add(a, high));
    const upper = f64x2.sub(f64x2.mul(square, minusHalf), f64x2.mul(count, lengthHigh));
    const lower = f64x2.add(f64x2.mul(count, lengthLow), f64x2.mul(left, half));
    v128.store(to, shifted, steps);
    v128.store(to, f64x2.sub(upper, lower), rest);
  }
}

/** The bell times the lesser of forward and strike; 0 where it is beyond what is told apart from 0. */
function weights(end: usize): void {
  const largest = both(table, 1);
  const half = both(expTable, 6);
  const sixth = both(expTable, 7);
  const twentyFourth = both(expTable, 8);
  const smallest = both(expTable, 9);
  for (let to = work; to < end; to += 16) {
    const shifted = v128.load(to, steps);
    const r = v128.load(to, rest);
    const pairA = v128.load(powers + ((load<u32>(to, steps) & 127) << 4));
    const pairB = v128.load(powers + ((load<u32>(to, steps + 8) & 127) << 4));
    const power = i64x2.add(v128.shuffle<f64>(pairA, pairB, 0, 2), i64x2.shl(shifted, 45));
    const square = f64x2.mul(r, r);
    const fourth = f64x2.add(twentyFourth, f64x2.mul(r, smallest));
    const second = f64x2.add(half, f64x2.mul(r, sixth));
    const sum = f64x2.mul(square, f64x2.add(second, f64x2.mul(square, fourth)));
    const above = f64x2.add(f64x2.add(v128.shuffle<f64>(pairA, pairB, 1, 3), sum), r);
    const bell = f64x2.add(power, f64x2.mul(power, above));
    const inside = f64x2.lt(v128.load(to, size), largest);
    v128.store(to, f64x2.mul(v128.load(to, low), v128.and(bell, inside)), weight);
  }
}

/** How far numbers are from the middles of their cells, and the sums of both halves of their rows. */
function millsRows(to: usize, end: usize): void {
  const cell = both(millsMasks, 0);
  const halfCell = both(millsMasks, 1);
  const four = both(table, 2);
  for (; to < end; to += 16) {
    const centre = v128.or(v128.and(v128.load(to, place), cell), halfCell);
    const u = f64x2.sub(v128.load(to, size), f64x2.sub(centre, four));
    const square = f64x2.mul(u, u);
    const sumA = halves(millsRow(load<u64>(to, place)), v128.shuffle<f64>(square, square, 0, 0));
    const sumB = halves(
      millsRow(load<u64>(to, place + 8)), v128.shuffle<f64>(square, square, 1, 1));
    v128.store(to, u, middle);
    v128.store(to, v128.shuffle<f64>(sumA, sumB, 0, 2), even);
    v128.store(to, v128.shuffle<f64>(sumA, sumB, 1, 3), odd);
  }
}

/** low P(Z < near) - high P(Z < -far), where low and high are the lesser and the greater of forward and strike. */
function timeValues(end: usize): void {
  const zero = f64x2.splat(0);
  for (let to = work; to < end; to += 16) {
    const factor = v128.load(to, weight);
    const nearShare = f64x2.mul(factor, millsAt(to));
    const farShare = f64x2.mul(factor, millsAt(to + far));
    const inside = f64x2.sub(v128.load(to, low), nearShare);
    const first = v128.bitselect(inside, nearShare, f64x2.lt(v128.load(to, near), zero));
    v128.store(to, f64x2.pmax(zero, f64x2.sub(first, farShare)), near);
  }
}

// @ts-ignore: decorator
@inline
function millsAt(to: usize): v128 {
  const rowA = millsRow(load<u64>(to, place));
  const rowB = millsRow(load<u64>(to, place + 8));
  return millsSum(rowA, rowB, v128.load(to, middle), v128.load(to, even), v128.load(to, odd));
}

function optionWorths(group: usize, at: usize, end: usize, out: usize): void {
  const forward = v128.load(group);
  const ratio = v128.load(group, 16);
  const discount = v128.load(group, 80);
  const zero = f64x2.splat(0);
  let from = work;
  for (; at < end; at += termBytes) {
    const payoff = f64x2.pmax(
      zero, f64x2.mul(both(at, 7), f64x2.sub(forward, both(at, 4))));
    const price = f64x2.mul(discount, f64x2.add(v128.load(from, near), payoff));
    const worth = f64x2.mul(f64x2.mul(both(at, 2), price), ratio);
    put(out, at, f64x2.mul(both(at, 1), worth));
    from += 16;
  }
}
