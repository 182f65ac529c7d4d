import { bellPair } from "./exp";
import { both } from "./lanes";
import { millsPair } from "./mills";

// A half, and where the bell ends.
const table = memory.data<f64>([0.5, 37.5], 16);

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
/** What one step leaves for the next: distances, of which the first become values. */
const nears = memory.data(64 * 16, 16);
const fars = memory.data(64 * 16, 16);

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
  const half = both(table, 0);
  let to: usize = 0;
  for (; at < end; at += termBytes) {
    const moved = f64x2.add(f64x2.mul(v128.load(volatility), times), plus);
    const deviation = f64x2.mul(f64x2.pmax(least, moved), root);
    const distance = f64x2.abs(
      f64x2.add(f64x2.sub(logHigh, both(at, 5)), f64x2.sub(logLow, both(at, 6))));
    const middle = f64x2.div(distance, deviation);
    const shift = f64x2.mul(deviation, half);
    v128.store(nears + to, f64x2.sub(middle, shift));
    v128.store(fars + to, f64x2.add(middle, shift));
    volatility += 16;
    to += 16;
  }
}

/** low P(Z < near) - high P(Z < -far), where low and high are the lesser and the greater of forward and strike. */
function timeValues(group: usize, at: usize, end: usize): void {
  const forward = v128.load(group);
  const zero = f64x2.splat(0);
  const largest = both(table, 1);
  let to: usize = 0;
  for (; at < end; at += termBytes) {
    const near = v128.load(nears + to);
    const size = f64x2.abs(near);
    const capped = f64x2.pmin(largest, size);
    const low = f64x2.pmin(forward, both(at, 4));
    const weight = f64x2.mul(low, v128.and(bellPair(capped), f64x2.lt(size, largest)));
    const nearShare = f64x2.mul(weight, millsPair(capped));
    const farSize = f64x2.pmin(largest, v128.load(fars + to));
    const farShare = f64x2.mul(weight, millsPair(farSize));
    const first = v128.bitselect(f64x2.sub(low, nearShare), nearShare, f64x2.lt(near, zero));
    v128.store(nears + to, f64x2.pmax(zero, f64x2.sub(first, farShare)));
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
