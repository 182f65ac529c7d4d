import { both, step } from "./lanes";
import { logPair } from "./log";

// Wichura's AS 241: numerators from the highest power down, then denominators.
const central = memory.data<f64>([
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987,
  13731.69376550946, 1971.5909503065513, 133.14166789178438, 3.3871328727963665,
  5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597,
  5394.196021424751, 687.1870074920579, 42.31333070160091, 1.0,
], 16);
const outer = memory.data<f64>([
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684,
  3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835,
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008,
  0.6897673349851, 1.6763848301838038, 2.053191626637759, 1.0,
], 16);
const farTail = memory.data<f64>([
  2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124,
  0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
  2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133,
  0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1.0,
], 16);
const limits = memory.data<f64>([0.5, 0.180625, 0.425, 1.0, 1.6, 5.0], 16);

/**
 * Replaces `count` uniforms (even) by standard normal variates; `tails` is room for count + 2 times
 * 16 bytes: what lies outside the centre waits there for the logarithm.
 */
export function normalise(values: usize, count: u32, tails: usize): void {
  let waiting = tails;
  const end = values + (<usize>count << 3);
  for (let at = values; at < end; at += 16) {
    const p = v128.load(at);
    const q = f64x2.sub(p, both(limits, 0));
    const r = f64x2.sub(both(limits, 1), f64x2.mul(q, q));
    v128.store(at, f64x2.mul(q, rational(central, r)));
    const outside = i64x2.bitmask(f64x2.gt(f64x2.abs(q), both(limits, 2)));
    store<usize>(waiting, at);
    v128.store64_lane(waiting, p, 0, 8);
    waiting += <usize>(outside & 1) << 4;
    store<usize>(waiting, at + 8);
    v128.store64_lane(waiting, p, 1, 8);
    waiting += <usize>(outside & 2) << 3;
  }
  if (waiting == tails) return;
  // One of an odd number of tails stands in for its missing partner.
  store<usize>(waiting, load<usize>(waiting - 16));
  store<f64>(waiting, load<f64>(waiting - 16, 8), 8);
  for (let at = tails; at < waiting; at += 32) {
    const p = v128.load64_lane(at, v128.load64_zero(at, 8), 1, 24);
    const x = ofTail(p);
    v128.store64_lane(load<usize>(at), x, 0);
    v128.store64_lane(load<usize>(at, 16), x, 1);
  }
}

// @ts-ignore: decorator
@inline
function ofTail(p: v128): v128 {
  const q = f64x2.sub(p, both(limits, 0));
  const rest = f64x2.sub(both(limits, 3), p);
  const r = f64x2.sqrt(f64x2.neg(logPair(f64x2.pmin(p, rest))));
  let size = rational(outer, f64x2.sub(r, both(limits, 4)));
  const far = f64x2.gt(r, both(limits, 5));
  if (v128.any_true(far)) {
    size = v128.bitselect(rational(farTail, f64x2.sub(r, both(limits, 5))), size, far);
  }
  return v128.or(size, v128.and(q, f64x2.splat(-0.0)));
}

// @ts-ignore: decorator
@inline
function rational(table: usize, x: v128): v128 {
  let over = both(table, 0);
  over = step(over, x, table, 1);
  over = step(over, x, table, 2);
  over = step(over, x, table, 3);
  over = step(over, x, table, 4);
  over = step(over, x, table, 5);
  over = step(over, x, table, 6);
  over = step(over, x, table, 7);
  let under = both(table, 8);
  under = step(under, x, table, 9);
  under = step(under, x, table, 10);
  under = step(under, x, table, 11);
  under = step(under, x, table, 12);
  under = step(under, x, table, 13);
  under = step(under, x, table, 14);
  under = step(under, x, table, 15);
  return f64x2.div(over, under);
}
