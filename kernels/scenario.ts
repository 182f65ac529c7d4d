import { expm1Pair } from "./exp";
import { both } from "./lanes";
import { normalise } from "./normal";
import { uniformsOfEightBlocks } from "./philox";

/** Scenarios that are drawn together: each asset's normals are one row of so many. */
const batch: u32 = 64;
const row: usize = <usize>batch << 3;

/**
 * Losses of `batches` times 64 scenarios of log-normal returns, each from the
 * stream of its number, from `first` on, below 2^32. `lower` holds the rows of
 * Cholesky's factor up to the diagonal, one after the other; `normals` is room for a row per asset, and
 * one more where their number is odd.
 */
export function scenarioLosses(
  out: usize, batches: u32, first: u32, seed0: u32, seed1: u32, assets: u32,
  lower: usize, means: usize, exposures: usize, normals: usize,
): void {
  for (let i: u32 = 0; i < batches; i++) {
    draw(first, seed0, seed1, assets, normals);
    normalise(normals, ((assets + 1) & ~1) * batch);
    for (let at: usize = 0; at < row; at += 64) {
      lossesOfEight(out + at, normals + at, assets, lower, means, exposures);
    }
    out += row;
    first += batch;
  }
}

/** The n-th block of a scenario's stream holds the uniforms of its assets 2n and 2n + 1. */
function draw(first: u32, seed0: u32, seed1: u32, assets: u32, normals: usize): void {
  const zero = i32x4.splat(0);
  for (let block: u32 = 0; block * 2 < assets; block++) {
    const number = i32x4.splat(block);
    for (let at: u32 = 0; at < batch; at += 8) {
      const s0 = i32x4.add(i32x4.splat(first + at), i32x4(0, 1, 2, 3));
      const more = i32x4.add(s0, i32x4.splat(4));
      const out = normals + ((<usize>at) << 3);
      uniformsOfEightBlocks(
        number, zero, s0, zero, number, zero, more, zero, seed0, seed1, 10, out, out + row, false);
    }
    normals += 2 * row;
  }
}

// @ts-ignore: decorator
@inline
function lossesOfEight(
  out: usize, normals: usize, assets: u32, lower: usize, means: usize, exposures: usize,
): void {
  let loss0 = f64x2.splat(0);
  let loss1 = loss0;
  let loss2 = loss0;
  let loss3 = loss0;
  for (let i: u32 = 0; i < assets; i++) {
    let x0 = both(means, i);
    let x1 = x0;
    let x2 = x0;
    let x3 = x0;
    let z = normals;
    for (let k: u32 = 0; k <= i; k++) {
      const l = v128.load64_splat(lower);
      x0 = f64x2.add(x0, f64x2.mul(l, v128.load(z)));
      x1 = f64x2.add(x1, f64x2.mul(l, v128.load(z, 16)));
      x2 = f64x2.add(x2, f64x2.mul(l, v128.load(z, 32)));
      x3 = f64x2.add(x3, f64x2.mul(l, v128.load(z, 48)));
      lower += 8;
      z += row;
    }
    const exposure = both(exposures, i);
    loss0 = f64x2.sub(loss0, gain(exposure, x0));
    loss1 = f64x2.sub(loss1, gain(exposure, x1));
    loss2 = f64x2.sub(loss2, gain(exposure, x2));
    loss3 = f64x2.sub(loss3, gain(exposure, x3));
  }
  v128.store(out, loss0);
  v128.store(out, loss1, 16);
  v128.store(out, loss2, 32);
  v128.store(out, loss3, 48);
}

// @ts-ignore: decorator
@inline
function gain(exposure: v128, logReturn: v128): v128 {
  return f64x2.mul(exposure, expm1Pair(logReturn));
}
