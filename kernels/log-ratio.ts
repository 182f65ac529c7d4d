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

/** ln(a / b) of two pairs of positive normal numbers, the same bits as `logRatio`. */
// @ts-ignore: decorator
@inline
export function logRatioPair(a: v128, b: v128): v128 {
  const bits = i64x2.sub(f64x2.div(a, b), both(masks, 0));
  const rowA = ratioTable + (<usize>(i64x2.extract_lane(bits, 0) >> 40) & 0xfe0);
  const rowB = ratioTable + (<usize>(i64x2.extract_lane(bits, 1) >> 40) & 0xfe0);
  const firstA = v128.load(rowA);
  const firstB = v128.load(rowB);
  const factor = i64x2.sub(
    v128.shuffle<f64>(firstA, firstB, 0, 2), v128.and(bits, both(masks, 1)));
  const high = v128.and(a, both(masks, 2));
  const rest = f64x2.mul(f64x2.sub(a, high), factor);
  const most = f64x2.mul(high, factor);
  const s = f64x2.div(
    f64x2.add(f64x2.sub(most, b), rest), f64x2.add(f64x2.add(most, rest), b));
  const z = f64x2.mul(s, s);
  const raised = i64x2.shr_u(i64x2.add(bits, both(masks, 4)), 52);
  const k = f64x2.sub(v128.or(raised, both(masks, 3)), both(table, 0));
  const lead = f64x2.add(
    f64x2.mul(k, both(table, 1)), v128.shuffle<f64>(firstA, firstB, 1, 3));
  const lacking = v128.load64_lane(rowB, v128.load64_zero(rowA, 16), 1, 16);
  const tail = f64x2.add(f64x2.mul(k, both(table, 2)), lacking);
  const series = f64x2.mul(
    f64x2.mul(s, z), f64x2.add(both(table, 4), f64x2.mul(z, both(table, 5))));
  return f64x2.add(lead, f64x2.add(f64x2.mul(s, both(table, 3)), f64x2.add(series, tail)));
}
