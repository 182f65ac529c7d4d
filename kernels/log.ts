import { both } from "./lanes";

const ln2High: f64 = 6.93147180369123816490e-1;
const ln2Low: f64 = 1.90821492927058770002e-10;
const l1: f64 = 6.666666666666735130e-1;
const l2: f64 = 3.999999999940941908e-1;
const l3: f64 = 2.857142874366239149e-1;
const l4: f64 = 2.222219843214978396e-1;
const l5: f64 = 1.818357216161805012e-1;
const l6: f64 = 1.531383769920937332e-1;
const l7: f64 = 1.479819860511658591e-1;

// prettier-ignore
const table = memory.data<f64>([l1, l2, l3, l4, l5, l6, l7, ln2High, ln2Low, 0.5, 1.0, 2.0], 16);
const masks = memory.data<u64>(
  [0xfffff, 0x95f64, 0x100000, 0x3ff00000, 0xffffffff, 0x6147a, 0x6b851, 2, 3, 1023], 16);

/** ln x for any x, step by step as in the plain reference. */
export function log(value: f64): f64 {
  let x = value;
  let bits = reinterpret<i64>(x);
  let k: i32 = 0;
  if (bits < 0x0010000000000000) {
    if ((bits & 0x7fffffffffffffff) == 0) return -Infinity;
    if (bits < 0) return NaN;
    k -= 54;
    x *= 18014398509481984.0;
    bits = reinterpret<i64>(x);
  }
  let high = <i32>(bits >> 32);
  if (high >= 0x7ff00000) return x + x;
  k += (high >> 20) - 1023;
  high &= 0x000fffff;
  const carry = (high + 0x95f64) & 0x100000;
  x = reinterpret<f64>((<i64>(high | (carry ^ 0x3ff00000)) << 32) | (bits & 0xffffffff));
  k += carry >> 20;
  const f = x - 1.0;
  const dk = <f64>k;
  if ((0x000fffff & (2 + high)) < 3) {
    if (f == 0) return k == 0 ? 0 : dk * ln2High + dk * ln2Low;
    const r = f * f * (0.5 - 0.33333333333333333 * f);
    return k == 0 ? f - r : dk * ln2High - (r - dk * ln2Low - f);
  }
  const s = f / (2.0 + f);
  const z = s * s;
  const w = z * z;
  const r = z * (l1 + w * (l3 + w * (l5 + w * l7))) + w * (l2 + w * (l4 + w * l6));
  if (((high - 0x6147a) | (0x6b851 - high)) > 0) {
    const half = 0.5 * f * f;
    return dk * ln2High - (half - (s * (half + r) + dk * ln2Low) - f);
  }
  return dk * ln2High - (s * (f - r) - dk * ln2Low - f);
}

/** ln of two positive normal numbers at once, the same bits as {@link log}. */
// @ts-ignore: decorator
@inline
export function logPair(x: v128): v128 {
  const bits = x;
  const top = i64x2.shr_u(bits, 32);
  const high = v128.and(top, both(masks, 0));
  const near = i64x2.lt_s(
    v128.and(i64x2.add(high, both(masks, 7)), both(masks, 0)), both(masks, 8));
  if (v128.any_true(near)) {
    return f64x2(log(f64x2.extract_lane(x, 0)), log(f64x2.extract_lane(x, 1)));
  }
  const carry = v128.and(i64x2.add(high, both(masks, 1)), both(masks, 2));
  const k = i64x2.add(i64x2.sub(i64x2.shr_u(top, 20), both(masks, 9)), i64x2.shr_u(carry, 20));
  const mantissa = v128.or(
    i64x2.shl(v128.or(high, v128.xor(carry, both(masks, 3))), 32),
    v128.and(bits, both(masks, 4)));
  const f = f64x2.sub(mantissa, both(table, 10));
  const dk = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(k, k, 0, 2, 0, 2));
  const s = f64x2.div(f, f64x2.add(both(table, 11), f));
  const z = f64x2.mul(s, s);
  const w = f64x2.mul(z, z);
  const even = f64x2.mul(w, chain(w, 1, 3, 5));
  const odd = f64x2.mul(z, f64x2.add(both(table, 0), f64x2.mul(w, chain(w, 2, 4, 6))));
  const r = f64x2.add(odd, even);
  const low = f64x2.mul(dk, both(table, 8));
  const half = f64x2.mul(f64x2.mul(both(table, 9), f), f);
  const inner = f64x2.sub(half, f64x2.add(f64x2.mul(s, f64x2.add(half, r)), low));
  const outer = f64x2.sub(f64x2.mul(s, f64x2.sub(f, r)), low);
  const middle = i64x2.gt_s(
    v128.or(i64x2.sub(high, both(masks, 5)), i64x2.sub(both(masks, 6), high)), i64x2.splat(0));
  return f64x2.sub(
    f64x2.mul(dk, both(table, 7)), f64x2.sub(v128.bitselect(inner, outer, middle), f));
}

// @ts-ignore: decorator
@inline
function chain(w: v128, a: usize, b: usize, c: usize): v128 {
  const last = f64x2.add(both(table, b), f64x2.mul(w, both(table, c)));
  return f64x2.add(both(table, a), f64x2.mul(w, last));
}

/** Replaces `count` numbers (even) by their logarithms. */
export function logarithms(values: usize, count: u32): void {
  const end = values + (<usize>count << 3);
  const least = f64x2.splat(2.2250738585072014e-308);
  const most = f64x2.splat(1.7976931348623157e308);
  for (let at = values; at < end; at += 16) {
    const x = v128.load(at);
    const plain = v128.and(f64x2.ge(x, least), f64x2.le(x, most));
    v128.store(at, i64x2.all_true(plain)
      ? logPair(x)
      : f64x2(log(f64x2.extract_lane(x, 0)), log(f64x2.extract_lane(x, 1))));
  }
}
