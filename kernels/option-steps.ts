import { bellFront, expTable, growthAbove, powers } from "./exp";
import { both } from "./lanes";
import { halves, millsMasks, millsRow, millsSum } from "./mills";

// Where the bell ends, and what a distance's place in the table of ratios is away from it.
const table = memory.data<f64>([37.5, 4.0], 16);

/**
 * Options are valued step by step, each step a loop of its own over so few pairs of numbers that all stay within the
 * first cache, and so short that a processor is at several pairs at once: one loop of all steps waits for itself.
 */
export const pairs: usize = 32;
/** What a step leaves for the next: rows of a pair of numbers for each option, or for each two. */
export const row: usize = pairs * 16;
const size: usize = 0;
const place: usize = row;
const middle: usize = 2 * row;
const even: usize = 3 * row;
const odd: usize = 4 * row;
/** Those five again, of the far distance. */
export const far: usize = 5 * row;
export const near: usize = 10 * row;
export const low: usize = 11 * row;
/** Of an exponential: steps of ln 2 / 128, and a row further what is left. */
export const steps: usize = 12 * row;
export const weight: usize = 14 * row;
/** Rows that belong to one kernel alone. */
export const more: usize = 15 * row;
export const work = memory.data(21 * 512, 64);

/** The near distance and the far one, to both sides of a centre: with its sign, capped, and as the tables want them. */
// @ts-ignore: decorator
@inline
export function putDistances(to: usize, centre: v128, shift: v128): void {
  const largest = both(table, 0);
  const four = both(table, 1);
  const nearer = f64x2.sub(centre, shift);
  const nearSize = f64x2.pmin(largest, f64x2.abs(nearer));
  const farSize = f64x2.pmin(largest, f64x2.add(centre, shift));
  v128.store(to, nearer, near);
  v128.store(to, nearSize, size);
  v128.store(to, f64x2.add(nearSize, four), place);
  v128.store(to, farSize, far + size);
  v128.store(to, f64x2.add(farSize, four), far + place);
}

/** Of the bell at the near distance, exp(-a^2 / 2) for a in [0, 37.5]: steps of ln 2 / 128 and a rest. */
export function exponents(end: usize): void {
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
    v128.store(to, f64x2.sub(upper, lower), steps + row);
  }
}

/** The bell times the lesser of forward and strike; 0 where it is beyond what is told apart from 0. */
export function weights(end: usize): void {
  const largest = both(table, 0);
  const half = both(expTable, 6);
  const sixth = both(expTable, 7);
  const twentyFourth = both(expTable, 8);
  const smallest = both(expTable, 9);
  for (let to = work; to < end; to += 16) {
    const inside = f64x2.lt(v128.load(to, size), largest);
    const bell = v128.and(powerOf(to + steps, half, sixth, twentyFourth, smallest), inside);
    v128.store(to, f64x2.mul(v128.load(to, low), bell), weight);
  }
}

/** The exponential whose steps and rest lie there. */
// @ts-ignore: decorator
@inline
export function powerAt(at: usize): v128 {
  return powerOf(at, both(expTable, 6), both(expTable, 7), both(expTable, 8), both(expTable, 9));
}

// @ts-ignore: decorator
@inline
function powerOf(at: usize, half: v128, sixth: v128, twentyFourth: v128, smallest: v128): v128 {
  const r = v128.load(at, row);
  const pairA = v128.load(powers + ((load<u32>(at) & 127) << 4));
  const pairB = v128.load(powers + ((load<u32>(at, 8) & 127) << 4));
  const shifts = i64x2.shl(v128.load(at), 45);
  const power = i64x2.add(v128.shuffle<f64>(pairA, pairB, 0, 2), shifts);
  const lacking = v128.shuffle<f64>(pairA, pairB, 1, 3);
  const above = growthAbove(lacking, r, half, sixth, twentyFourth, smallest);
  return f64x2.add(power, f64x2.mul(power, above));
}

/** How far numbers are from the middles of their cells, and the sums of both halves of their rows. */
export function millsRows(to: usize, end: usize): void {
  const cell = both(millsMasks, 0);
  const halfCell = both(millsMasks, 1);
  const four = both(table, 1);
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

/** R of the capped distance. */
// @ts-ignore: decorator
@inline
export function millsAt(to: usize): v128 {
  const rowA = millsRow(load<u64>(to, place));
  const rowB = millsRow(load<u64>(to, place + 8));
  return millsSum(rowA, rowB, v128.load(to, middle), v128.load(to, even), v128.load(to, odd));
}
