import { inRows, roughly, uniformsOfEightBlocks } from "./philox";

const m0: u64 = 0xd2511f53;
const m1: u64 = 0xcd9e8d57;
const weyl0: u32 = 0x9e3779b9;
const weyl1: u32 = 0xbb67ae85;

/**
 * What the first two rounds of Philox make of the numbers of `count` streams alone, 48 bytes for each four: one
 * word after the first round, the product's two after the second. The streams have consecutive numbers.
 */
export function enterStreams(room: usize, first: u32, count: u32, seed0: u32): void {
  for (let k: u32 = 0; k < count; k++) enter(room, k, first + k, seed0);
}

/** The same of streams whose numbers stand in a list. */
export function enterListed(room: usize, numbers: usize, count: u32, seed0: u32): void {
  for (let k: u32 = 0; k < count; k++) enter(room, k, load<u32>(numbers + (k << 2)), seed0);
}

// @ts-ignore: decorator
@inline
function enter(room: usize, k: u32, stream: u32, seed0: u32): void {
  const product = m1 * stream;
  const next = m0 * <u64>(<u32>(product >> 32) ^ seed0);
  const at = room + (k >> 2) * 48 + ((k & 3) << 2);
  store<u32>(at, <u32>product);
  store<u32>(at, <u32>(next >> 32), 16);
  store<u32>(at, <u32>next, 32);
}

/**
 * Two rows of uniforms for each of `blocks` blocks, from `block` on, of the streams that were entered;
 * `first1` is the upper word of their numbers, `row` the bytes of a row.
 */
export function drawRows(
  room: usize, block: u32, blocks: u32, first1: u32, seed0: u32, seed1: u32, out: usize, row: usize,
): void {
  for (const end = block + blocks; block != end; block++) {
    drawTwoRows(room, block, first1, seed0, seed1, out, row, row, inRows);
    out += 2 * row;
  }
}

/** The same of rough normals, whose rows are half as long; `row` is still that of uniforms. */
export function drawRoughRows(
  room: usize, blocks: u32, seed0: u32, seed1: u32, out: usize, row: usize,
): void {
  for (let block: u32 = 0; block != blocks; block++) {
    drawTwoRows(room, block, 0, seed0, seed1, out, row, row >> 1, roughly);
    out += row;
  }
}

/** The first two rounds mix the words of stream and block only at their ends. */
// @ts-ignore: decorator
@inline
function drawTwoRows(
  room: usize, block: u32, first1: u32, seed0: u32, seed1: u32, out: usize, row: usize,
  taken: usize, form: u32,
): void {
  const product = m0 * block;
  const next = m1 * <u64>(<u32>(product >> 32) ^ first1 ^ seed1);
  const a = i32x4.splat(<u32>(next >> 32) ^ (seed0 + weyl0));
  const b = i32x4.splat(<u32>next);
  const c = i32x4.splat(<u32>product ^ (seed1 + weyl1));
  for (let at: usize = 0; at < row; at += 64) {
    const half = room + at + (at >> 1);
    const first = out + (form === roughly ? at >> 1 : at);
    uniformsOfEightBlocks(
      v128.xor(a, v128.load(half)), b, v128.xor(c, v128.load(half, 16)), v128.load(half, 32),
      v128.xor(a, v128.load(half, 48)), b, v128.xor(c, v128.load(half, 64)), v128.load(half, 80),
      seed0 + 2 * weyl0, seed1 + 2 * weyl1, 8, first, first + taken, form);
  }
}
