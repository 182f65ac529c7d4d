import { both } from "./lanes";
import { optionValues } from "./option-values";
import { put, termBytes } from "./position-terms";

/** Bytes of the row of a group. */
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

/**
 * Adds the pairs of numbers from one byte to another to a pair of sums, and what rounding takes off them to the pair
 * behind: Dekker's sum of the larger and the smaller of two, which loses what Knuth's does, to the bit.
 */
export function addPairs(sums: usize, at: usize, end: usize): void {
  let sum = v128.load(sums);
  let lost = v128.load(sums, 16);
  for (; at < end; at += 16) {
    const value = v128.load(at);
    const next = f64x2.add(sum, value);
    const larger = v128.bitselect(sum, value, f64x2.ge(f64x2.abs(sum), f64x2.abs(value)));
    const smaller = v128.xor(v128.xor(sum, value), larger);
    lost = f64x2.add(lost, f64x2.sub(smaller, f64x2.sub(next, larger)));
    sum = next;
  }
  v128.store(sums, sum);
  v128.store(sums, lost, 16);
}

/** quantity (size (price - entry)). */
function linearValues(group: usize, at: usize, end: usize, out: usize): void {
  const price = v128.load(group);
  for (; at < end; at += termBytes) {
    const profit = f64x2.mul(both(at, 2), f64x2.sub(price, both(at, 4)));
    put(out, at, f64x2.mul(both(at, 1), profit));
  }
}

/** quantity (size (spot / entry - spot / price)). */
function inverseValues(group: usize, at: usize, end: usize, out: usize): void {
  const spot = v128.load(group);
  const ratio = v128.load(group, 16);
  for (; at < end; at += termBytes) {
    const coins = f64x2.sub(f64x2.div(spot, both(at, 4)), ratio);
    put(out, at, f64x2.mul(both(at, 1), f64x2.mul(both(at, 2), coins)));
  }
}
