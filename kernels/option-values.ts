import { both } from "./lanes";
import {
  exponents, far, low, millsAt, millsRows, near, pairs, putDistances, weight, weights, work,
} from "./option-steps";
import { put, termBytes } from "./position-terms";

const half = memory.data<f64>([0.5], 16);

export function optionValues(group: usize, at: usize, end: usize, volatility: usize, out: usize): void {
  while (at < end) {
    const next = min(end, at + pairs * termBytes);
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
  const share = both(half, 0);
  let to = work;
  for (; at < end; at += termBytes) {
    const moved = f64x2.add(f64x2.mul(v128.load(volatility), times), plus);
    const deviation = f64x2.mul(f64x2.pmax(least, moved), root);
    const distance = f64x2.abs(
      f64x2.add(f64x2.sub(logHigh, both(at, 5)), f64x2.sub(logLow, both(at, 6))));
    const centre = f64x2.div(distance, deviation);
    putDistances(to, centre, f64x2.mul(deviation, share));
    v128.store(to, f64x2.pmin(forward, both(at, 4)), low);
    volatility += 16;
    to += 16;
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
