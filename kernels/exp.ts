import { both } from "./lanes";

const ln2High: f64 = 6.93147180369123816490e-1;
const ln2Low: f64 = 1.90821492927058770002e-10;
const invLn2: f64 = 1.44269504088896338700;
const p1: f64 = 1.66666666666666019037e-1;
const p2: f64 = -2.77777777770155933842e-3;
const p3: f64 = 6.61375632143793436117e-5;
const p4: f64 = -1.65339022054652515390e-6;
const p5: f64 = 4.13813679705723846039e-8;

const table = memory.data<f64>([p1, p2, p3, p4, p5, ln2High, ln2Low, invLn2, 0.5, 1.0, 2.0], 16);
// 2^-28, where exp becomes 1 + x; 700; the first double whose upper word is past ln(2) / 2; -0.
const limits = memory.data<u64>(
  [0x3e30000000000000, 0x4085e00000000000, 0x3fd62e4300000000, 0x8000000000000000], 16);

/** e^x for any x, step by step as in the plain reference. */
export function exp(x: f64): f64 {
  if (x != x) return x;
  if (x > 7.09782712893383973096e2) return Infinity;
  if (x < -7.45133219101941108420e2) return 0;
  const size = Math.abs(x);
  if (size < reinterpret<f64>(0x3e30000000000000)) return 1.0 + x;
  if (x == 1.0) return 2.718281828459045;
  let k: i32 = 0;
  if (size >= reinterpret<f64>(0x3fd62e4300000000)) {
    k = <i32>(invLn2 * x + (x < 0 ? -0.5 : 0.5));
  }
  const high = x - <f64>k * ln2High;
  const low = <f64>k * ln2Low;
  const r = high - low;
  const t = r * r;
  const c = r - t * (p1 + t * (p2 + t * (p3 + t * (p4 + t * p5))));
  const y = 1.0 - (low - (r * c) / (2.0 - c) - high);
  if (k == 1024) return y * 2.0 * 8.98846567431158e307;
  if (k >= -1021) return y * reinterpret<f64>(<i64>(k + 1023) << 52);
  return y * reinterpret<f64>(<i64>(k + 2023) << 52) * 9.33263618503218878990e-302;
}

/** e^x of two numbers at once, the same bits as {@link exp}. */
// @ts-ignore: decorator
@inline
export function expPair(x: v128): v128 {
  const size = f64x2.abs(x);
  const common = v128.and(
    v128.and(f64x2.ge(size, both(limits, 0)), f64x2.le(size, both(limits, 1))),
    f64x2.ne(x, both(table, 9)));
  if (!i64x2.all_true(common)) return oneByOne(x);
  const signed = v128.or(both(table, 8), v128.and(x, both(limits, 3)));
  const nearest = f64x2.trunc(f64x2.add(f64x2.mul(both(table, 7), x), signed));
  const k = v128.and(nearest, f64x2.ge(size, both(limits, 2)));
  const high = f64x2.sub(x, f64x2.mul(k, both(table, 5)));
  const low = f64x2.mul(k, both(table, 6));
  const r = f64x2.sub(high, low);
  const t = f64x2.mul(r, r);
  let p = f64x2.add(both(table, 3), f64x2.mul(t, both(table, 4)));
  p = f64x2.add(both(table, 2), f64x2.mul(t, p));
  p = f64x2.add(both(table, 1), f64x2.mul(t, p));
  p = f64x2.add(both(table, 0), f64x2.mul(t, p));
  const c = f64x2.sub(r, f64x2.mul(t, p));
  const quotient = f64x2.div(f64x2.mul(r, c), f64x2.sub(both(table, 10), c));
  const y = f64x2.sub(both(table, 9), f64x2.sub(f64x2.sub(low, quotient), high));
  const power = i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(k));
  return f64x2.mul(y, i64x2.add(i64x2.shl(power, 52), both(table, 9)));
}

function oneByOne(x: v128): v128 {
  return f64x2(exp(f64x2.extract_lane(x, 0)), exp(f64x2.extract_lane(x, 1)));
}

/** Replaces `count` numbers (even) by their exponentials. */
export function exponentials(values: usize, count: u32): void {
  const end = values + (<usize>count << 3);
  for (let at = values; at < end; at += 16) v128.store(at, expPair(v128.load(at)));
}
