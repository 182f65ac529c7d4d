import { both } from "./lanes";
import { millsPair } from "./mills";
import { raisedBellPair } from "./exp";

// Where nothing is left of the tail, 2^-128, 1.
const table = memory.data<f64>([39.0, 2.938735877055719e-39, 1.0], 16);

/** Replaces `count` numbers (even) by the probability that a standard normal variate is not above them. */
export function normalLaw(values: usize, count: u32): void {
  const zero = f64x2.splat(0);
  const end = values + (<usize>count << 3);
  for (let at = values; at < end; at += 16) {
    const x = v128.load(at);
    const size = f64x2.pmin(both(table, 0), f64x2.abs(x));
    const tail = f64x2.mul(
      f64x2.mul(raisedBellPair(size), millsPair(size)), both(table, 1));
    const law = v128.bitselect(tail, f64x2.sub(both(table, 2), tail), f64x2.lt(x, zero));
    v128.store(at, v128.bitselect(law, x, f64x2.eq(x, x)));
  }
}
