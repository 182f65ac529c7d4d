import { both } from "./lanes";

/** Parts of an octave (2^5), eight coefficients each; 52 octaves from 2^-53 to 1/2 and the middle itself. */
const segmentBytes: usize = 64;
const segments = memory.data(<i32>(segmentBytes * (52 * 32 + 1)), 64);

const limits = memory.data<f64>([0.5, 1.0, -0.0], 16);
// The bits of a double that name its segment; one segment further; the first segment's offset in bytes.
const masks = memory.data<u64>(
  [0xffff800000000000, 0x0000800000000000, 0x7ffffffffffc0, 0x1e5000], 16);

/** Where the caller puts the polynomials of the quantile before the first variate. */
export function quantileSegments(): usize {
  return segments;
}

/** Replaces `count` uniforms (a multiple of 4) from 2^-53 to 1 - 2^-53 by standard normal variates. */
export function normalise(values: usize, count: u32): void {
  const end = values + (<usize>count << 3);
  for (let at = values; at < end; at += 32) {
    const a = normalPair(v128.load(at));
    const b = normalPair(v128.load(at, 16));
    v128.store(at, a);
    v128.store(at, b, 16);
  }
}

/** The normal variates with the probabilities `u` below them, step by step as in the plain reference. */
// @ts-ignore: decorator
@inline
function normalPair(u: v128): v128 {
  const p = f64x2.pmin(u, f64x2.sub(both(limits, 1), u));
  const end = i64x2.add(v128.and(p, both(masks, 0)), both(masks, 1));
  const x = f64x2.sub(end, p);
  const offsets = i64x2.sub(v128.and(i64x2.shr_u(p, 41), both(masks, 2)), both(masks, 3));
  const first = segments + <usize>i32x4.extract_lane(offsets, 0);
  const second = segments + <usize>i32x4.extract_lane(offsets, 2);
  // From the constant up.
  const c0 = v128.load64_lane(second, v128.load64_zero(first), 1);
  const c1 = v128.load64_lane(second, v128.load64_zero(first, 8), 1, 8);
  const c2 = v128.load64_lane(second, v128.load64_zero(first, 16), 1, 16);
  const c3 = v128.load64_lane(second, v128.load64_zero(first, 24), 1, 24);
  const c4 = v128.load64_lane(second, v128.load64_zero(first, 32), 1, 32);
  const c5 = v128.load64_lane(second, v128.load64_zero(first, 40), 1, 40);
  const c6 = v128.load64_lane(second, v128.load64_zero(first, 48), 1, 48);
  const c7 = v128.load64_lane(second, v128.load64_zero(first, 56), 1, 56);
  const xx = f64x2.mul(x, x);
  const low = f64x2.add(f64x2.mul(c2, x), c1);
  const middle = f64x2.add(f64x2.mul(c4, x), c3);
  const high = f64x2.add(f64x2.mul(c7, xx), f64x2.add(f64x2.mul(c6, x), c5));
  const slope = f64x2.add(f64x2.mul(f64x2.add(f64x2.mul(high, xx), middle), xx), low);
  const size = f64x2.add(f64x2.mul(slope, x), c0);
  return v128.or(size, v128.and(f64x2.sub(u, both(limits, 0)), both(limits, 2)));
}
