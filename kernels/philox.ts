import { both } from "./lanes";
import { roughNormals } from "./rough-normal";

/** Rows of uniforms, first and second ones apart. */
export const inRows: u32 = 0;
/** Uniforms one after the other, as a stream has them. */
export const inTurns: u32 = 1;
/** Rows of rough normals. */
export const roughly: u32 = 2;

// 1 - 2^-53.
const offset = memory.data<f64>([0.9999999999999999], 16);
// The exponent of 1, and what the lower half takes of a first word.
const masks = memory.data<u32>([0x3ff00000, 0xfc000000], 16);
// Then what is added to the key from round to round.
const multipliers = memory.data<u32>([0xd2511f53, 0xcd9e8d57, 0x9e3779b9, 0xbb67ae85], 16);

/**
 * Eight blocks of Philox 4x32-10, whose counters differ in one word alone, as sixteen uniforms: two
 * chains at a time, since one waits for its products. `first` takes the first uniforms of the
 * blocks and `second` the second ones, or `first` both by turns, or each the rough normals of its words in
 * half the room. Where the first rounds are done already, `rounds` are left and `left` and `right` are
 * the key of the next one.
 */
// @ts-ignore: decorator
@inline
export function uniformsOfEightBlocks(
  a: v128, b: v128, c: v128, d: v128, e: v128, f: v128, g: v128, h: v128, left: u32, right: u32,
  rounds: u32, first: usize, second: usize, form: u32,
): void {
  let k0 = i32x4.splat(left);
  let k1 = i32x4.splat(right);
  for (let round: u32 = 0; round < rounds; round++) {
    const m0 = v128.load32_splat(multipliers);
    const m1 = v128.load32_splat(multipliers, 4);
    const a01 = i64x2.extmul_low_i32x4_u(a, m0);
    const a23 = i64x2.extmul_high_i32x4_u(a, m0);
    const c01 = i64x2.extmul_low_i32x4_u(c, m1);
    const c23 = i64x2.extmul_high_i32x4_u(c, m1);
    const e01 = i64x2.extmul_low_i32x4_u(e, m0);
    const e23 = i64x2.extmul_high_i32x4_u(e, m0);
    const g01 = i64x2.extmul_low_i32x4_u(g, m1);
    const g23 = i64x2.extmul_high_i32x4_u(g, m1);
    a = v128.xor(v128.xor(v128.shuffle<i32>(c01, c23, 1, 3, 5, 7), b), k0);
    c = v128.xor(v128.xor(v128.shuffle<i32>(a01, a23, 1, 3, 5, 7), d), k1);
    b = v128.shuffle<i32>(c01, c23, 0, 2, 4, 6);
    d = v128.shuffle<i32>(a01, a23, 0, 2, 4, 6);
    e = v128.xor(v128.xor(v128.shuffle<i32>(g01, g23, 1, 3, 5, 7), f), k0);
    g = v128.xor(v128.xor(v128.shuffle<i32>(e01, e23, 1, 3, 5, 7), h), k1);
    f = v128.shuffle<i32>(g01, g23, 0, 2, 4, 6);
    h = v128.shuffle<i32>(e01, e23, 0, 2, 4, 6);
    k0 = i32x4.add(k0, v128.load32_splat(multipliers, 8));
    k1 = i32x4.add(k1, v128.load32_splat(multipliers, 12));
  }
  if (form === inTurns) {
    storeByTurns(a, b, c, d, first);
    storeByTurns(e, f, g, h, first + 64);
  } else if (form === roughly) {
    v128.store(first, roughNormals(a));
    v128.store(first, roughNormals(e), 16);
    v128.store(second, roughNormals(c));
    v128.store(second, roughNormals(g), 16);
  } else {
    storeFour(a, b, first);
    storeFour(e, f, first + 32);
    storeFour(c, d, second);
    storeFour(g, h, second + 32);
  }
}

// @ts-ignore: decorator
@inline
function storeByTurns(a: v128, b: v128, c: v128, d: v128, out: usize): void {
  const first01 = lowerUniforms(a, b);
  const second01 = lowerUniforms(c, d);
  const first23 = upperUniforms(a, b);
  const second23 = upperUniforms(c, d);
  v128.store(out, v128.shuffle<f64>(first01, second01, 0, 2));
  v128.store(out, v128.shuffle<f64>(first01, second01, 1, 3), 16);
  v128.store(out, v128.shuffle<f64>(first23, second23, 0, 2), 32);
  v128.store(out, v128.shuffle<f64>(first23, second23, 1, 3), 48);
}

// @ts-ignore: decorator
@inline
function storeFour(high: v128, low: v128, out: usize): void {
  v128.store(out, lowerUniforms(high, low));
  v128.store(out, upperUniforms(high, low), 16);
}

/**
 * 26 bits of each word as the mantissa of a number from 1 to 2, less 1 - 2^-53: the middle of the cell, exact.
 * Of the first two words of four.
 */
// @ts-ignore: decorator
@inline
function lowerUniforms(high: v128, low: v128): v128 {
  const cell = v128.shuffle<i32>(back(high, low), front(high), 0, 4, 1, 5);
  return f64x2.sub(cell, both(offset, 0));
}

/** The same of the last two. */
// @ts-ignore: decorator
@inline
function upperUniforms(high: v128, low: v128): v128 {
  const cell = v128.shuffle<i32>(back(high, low), front(high), 2, 6, 3, 7);
  return f64x2.sub(cell, both(offset, 0));
}

/** Upper half of the number: exponent and the first 20 bits of the mantissa. */
// @ts-ignore: decorator
@inline
function front(high: v128): v128 {
  return v128.or(i32x4.shr_u(high, 12), v128.load32_splat(masks));
}

/** Lower half: six bits more of the first word, 26 of the second. */
// @ts-ignore: decorator
@inline
function back(high: v128, low: v128): v128 {
  return v128.or(
    v128.and(i32x4.shl(high, 20), v128.load32_splat(masks, 4)), i32x4.shr_u(low, 6));
}

/**
 * `sixteens` times sixteen uniforms of one stream, from a block on whose number is a multiple of
 * eight; the lower word of the number does not overflow on the way.
 */
export function uniforms(
  out: usize, sixteens: u32, block0: u32, block1: u32, stream0: u32, stream1: u32,
  seed0: u32, seed1: u32,
): void {
  const b1 = i32x4.splat(block1);
  const s0 = i32x4.splat(stream0);
  const s1 = i32x4.splat(stream1);
  for (let i: u32 = 0; i < sixteens; i++) {
    const numbers = i32x4.add(i32x4.splat(block0), i32x4(0, 1, 2, 3));
    const more = i32x4.add(numbers, i32x4.splat(4));
    uniformsOfEightBlocks(numbers, b1, s0, s1, more, b1, s0, s1, seed0, seed1, 10, out, 0, inTurns);
    block0 += 8;
    out += 128;
  }
}
