/** The library puts two numbers here for each 32nd of an octave of the tail's words, 2^15 to 2^31, and for 2^31. */
const segments = memory.data((16 * 32 + 1) * 8, 64);
/** Where the segments would begin if they went down to the bits 0. */
const origin: usize = segments - ((127 + 15) << 8);

// The smallest tail; what is no segment's offset in bytes; the sign.
const masks = memory.data<u32>([0x8000, 0xfffffff8, 0x80000000], 16);

/** Where the caller puts the segments before the first rough normal. */
export function roughSegments(): usize {
  return segments;
}

/**
 * Normal variates in single precision, near those of the uniforms that have these first words: straight between
 * the ends of segments; NaN where the tail's probability is below 2^-16.
 */
// @ts-ignore: decorator
@inline
export function roughNormals(words: v128): v128 {
  const side = i32x4.shr_s(words, 31);
  const tail = f32x4.convert_i32x4_s(
    i32x4.max_s(v128.xor(words, side), v128.load32_splat(masks)));
  const offsets = v128.and(i32x4.shr_u(tail, 15), v128.load32_splat(masks, 4));
  const a = v128.load64_lane(
    origin + <usize>i32x4.extract_lane(offsets, 1),
    v128.load64_zero(origin + <usize>i32x4.extract_lane(offsets, 0)), 1);
  const b = v128.load64_lane(
    origin + <usize>i32x4.extract_lane(offsets, 3),
    v128.load64_zero(origin + <usize>i32x4.extract_lane(offsets, 2)), 1);
  const constants = v128.shuffle<i32>(a, b, 0, 2, 4, 6);
  const slopes = v128.shuffle<i32>(a, b, 1, 3, 5, 7);
  const below = f32x4.add(constants, f32x4.mul(slopes, tail));
  return v128.xor(below, v128.and(side, v128.load32_splat(masks, 8)));
}
