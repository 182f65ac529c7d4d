import { drawRoughRows, enterStreams } from "./stream-rows";

/** Scenarios that are drawn together: each asset's rough normals are one row of so many. */
const batch: u32 = 64;
const row: usize = <usize>batch << 2;
const streams = memory.data(64 * 12, 16);

/**
 * Writes the numbers of the scenarios, among `batches` times 64 from `first` on, whose rough loss is not below
 * the limit, and returns how many they are. All in single precision: `lower`, `means` and `weights`
 * as in `scenarioLosses`; `polynomial` holds the limit and then what e^x - 1 is taken for, from x up to its
 * fifth power. `normals` is room for a row per asset, and one more where their number is odd.
 */
export function screenScenarios(
  out: usize, batches: u32, first: u32, seed0: u32, seed1: u32, assets: u32,
  lower: usize, means: usize, weights: usize, normals: usize, polynomial: usize,
): u32 {
  const start = out;
  for (let i: u32 = 0; i < batches; i++) {
    enterStreams(streams, first, batch, seed0);
    drawRoughRows(streams, (assets + 1) >> 1, seed0, seed1, normals, 2 * row);
    for (let at: usize = 0; at < row; at += 64) {
      let reached = reachedOfSixteen(normals + at, assets, lower, means, weights, polynomial);
      for (; reached != 0; reached &= reached - 1) {
        store<u32>(out, first + <u32>(at >> 2) + ctz(reached));
        out += 4;
      }
    }
    first += batch;
  }
  return <u32>((out - start) >> 2);
}

/** A bit for each scenario that is not below the limit. */
// @ts-ignore: decorator
@inline
function reachedOfSixteen(
  normals: usize, assets: u32, lower: usize, means: usize, weights: usize, polynomial: usize,
): u32 {
  let loss0 = f32x4.splat(0);
  let loss1 = loss0;
  let loss2 = loss0;
  let loss3 = loss0;
  for (let i: u32 = 0; i < assets; i++) {
    let x0 = v128.load32_splat(means);
    let x1 = x0;
    let x2 = x0;
    let x3 = x0;
    let z = normals;
    for (let k: u32 = 0; k <= i; k++) {
      const l = v128.load32_splat(lower);
      x0 = f32x4.add(x0, f32x4.mul(l, v128.load(z)));
      x1 = f32x4.add(x1, f32x4.mul(l, v128.load(z, 16)));
      x2 = f32x4.add(x2, f32x4.mul(l, v128.load(z, 32)));
      x3 = f32x4.add(x3, f32x4.mul(l, v128.load(z, 48)));
      lower += 4;
      z += row;
    }
    const weight = v128.load32_splat(weights);
    loss0 = f32x4.sub(loss0, f32x4.mul(weight, growth(x0, polynomial)));
    loss1 = f32x4.sub(loss1, f32x4.mul(weight, growth(x1, polynomial)));
    loss2 = f32x4.sub(loss2, f32x4.mul(weight, growth(x2, polynomial)));
    loss3 = f32x4.sub(loss3, f32x4.mul(weight, growth(x3, polynomial)));
    means += 4;
    weights += 4;
  }
  const limit = v128.load32_splat(polynomial);
  // NaN reaches it too.
  const below = i32x4.bitmask(f32x4.lt(loss0, limit)) | (i32x4.bitmask(f32x4.lt(loss1, limit)) << 4)
    | (i32x4.bitmask(f32x4.lt(loss2, limit)) << 8) | (i32x4.bitmask(f32x4.lt(loss3, limit)) << 12);
  return <u32>below ^ 0xffff;
}

// @ts-ignore: decorator
@inline
function growth(x: v128, polynomial: usize): v128 {
  let sum = f32x4.mul(v128.load32_splat(polynomial, 20), x);
  sum = f32x4.mul(f32x4.add(sum, v128.load32_splat(polynomial, 16)), x);
  sum = f32x4.mul(f32x4.add(sum, v128.load32_splat(polynomial, 12)), x);
  sum = f32x4.mul(f32x4.add(sum, v128.load32_splat(polynomial, 8)), x);
  return f32x4.mul(f32x4.add(sum, v128.load32_splat(polynomial, 4)), x);
}
