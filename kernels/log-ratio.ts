import { both } from "./lanes";
import { ratioTable } from "./tables";

// The first cell; sign and exponent; the front of a mantissa; 2^52's bits; 1024 in an exponent's place.
const masks = memory.data<u64>([
  0x3fe6100000000000, 0xfff0000000000000, 0xfffffffff8000000, 0x4330000000000000,
  0x4000000000000000,
], 16);
// 2^52 + 1024, ln 2 in two parts, then as they are used.
const table = memory.data<f64>([
  4503599627371520.0, 0.6931471805598903, 5.497923018708371e-14, 2.0, 0.6666666666666666, 0.4,
], 16);

/** The bits of a / b of two pairs of positive normal numbers, less those of the first cell. */
// @ts-ignore: decorator
@inline
export function ratioBits(a: v128, b: v128): v128 {
  return i64x2.sub(f64x2.div(a, b), both(masks, 0));
}

/** The row of the table that such bits name: c, then the logarithm of 1 / c in two parts. */
// @ts-ignore: decorator
@inline
export function ratioRow(bits: i64): usize {
  return ratioTable + (<usize>(bits >> 40) & 0xfe0);
}

/** (c a - b) / (c a + b): the logarithm of c a / b is twice its inverse hyperbolic tangent. */
// @ts-ignore: decorator
@inline
export function ratioSlope(a: v128, b: v128, at: usize): v128 {
  const rowA = ratioRow(load<i64>(at));
  const rowB = ratioRow(load<i64>(at, 8));
  const factor = i64x2.sub(
    v128.load64_lane(rowB, v128.load64_zero(rowA), 1), v128.and(v128.load(at), both(masks, 1)));
  const high = v128.and(a, both(masks, 2));
  const rest = f64x2.mul(f64x2.sub(a, high), factor);
  const most = f64x2.mul(high, factor);
  return f64x2.div(
    f64x2.add(f64x2.sub(most, b), rest), f64x2.add(f64x2.add(most, rest), b));
}

/** ln(a / b), the same bits as `logRatio`, from the bits at hand and the slope. */
// @ts-ignore: decorator
@inline
export function ratioLog(at: usize, s: v128): v128 {
  const rowA = ratioRow(load<i64>(at));
  const rowB = ratioRow(load<i64>(at, 8));
  const z = f64x2.mul(s, s);
  const raised = i64x2.shr_u(i64x2.add(v128.load(at), both(masks, 4)), 52);
  const k = f64x2.sub(v128.or(raised, both(masks, 3)), both(table, 0));
  const lead = f64x2.add(
    f64x2.mul(k, both(table, 1)), v128.load64_lane(rowB, v128.load64_zero(rowA, 8), 1, 8));
  const lacking = v128.load64_lane(rowB, v128.load64_zero(rowA, 16), 1, 16);
  const tail = f64x2.add(f64x2.mul(k, both(table, 2)), lacking);
  const series = f64x2.mul(
    f64x2.mul(s, z), f64x2.add(both(table, 4), f64x2.mul(z, both(table, 5))));
  return f64x2.add(lead, f64x2.add(f64x2.mul(s, both(table, 3)), f64x2.add(series, tail)));
}
