import { areOrdinary, expm1Pair, tableExpm1Pair } from "./exp";
import { both } from "./lanes";
import { normalise } from "./normal";
import { drawRows, enterListed } from "./stream-rows";

/** Scenarios that are drawn together: each asset's normals are one row of so many. */
const batch: u32 = 64;
const row: usize = <usize>batch << 3;
/** What the first rounds of Philox make of their numbers. */
const streams = memory.data(64 * 12, 16);

/**
 * Losses of `batches` times 64 scenarios of log-normal returns, each from the stream of its number; the numbers, below
 * 2^32, stand in a list. `lower` holds the rows of Cholesky's factor up to the diagonal, one after the other; `normals` is
 * room for a row per asset, and one more where their number is odd.
 */
export function scenarioLosses(
  out: usize, batches: u32, numbers: usize, seed0: u32, seed1: u32, assets: u32,
  lower: usize, means: usize, exposures: usize, normals: usize,
): void {
  for (let i: u32 = 0; i < batches; i++) {
    enterListed(streams, numbers, batch, seed0);
    // The n-th block of a scenario's stream holds the uniforms of its assets 2n and 2n + 1.
    drawRows(streams, 0, (assets + 1) >> 1, 0, seed0, seed1, normals, row);
    normalise(normals, ((assets + 1) & ~1) * batch);
    for (let at: usize = 0; at < row; at += 64) {
      lossesOfEight(out + at, normals + at, assets, lower, means, exposures);
    }
    out += row;
    numbers += <usize>batch << 2;
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
    const farthest = f64x2.pmax(
      f64x2.pmax(f64x2.abs(x0), f64x2.abs(x1)), f64x2.pmax(f64x2.abs(x2), f64x2.abs(x3)));
    if (areOrdinary(farthest)) {
      loss0 = f64x2.sub(loss0, f64x2.mul(exposure, tableExpm1Pair(x0)));
      loss1 = f64x2.sub(loss1, f64x2.mul(exposure, tableExpm1Pair(x1)));
      loss2 = f64x2.sub(loss2, f64x2.mul(exposure, tableExpm1Pair(x2)));
      loss3 = f64x2.sub(loss3, f64x2.mul(exposure, tableExpm1Pair(x3)));
    } else {
      loss0 = f64x2.sub(loss0, f64x2.mul(exposure, expm1Pair(x0)));
      loss1 = f64x2.sub(loss1, f64x2.mul(exposure, expm1Pair(x1)));
      loss2 = f64x2.sub(loss2, f64x2.mul(exposure, expm1Pair(x2)));
      loss3 = f64x2.sub(loss3, f64x2.mul(exposure, expm1Pair(x3)));
    }
  }
  v128.store(out, loss0);
  v128.store(out, loss1, 16);
  v128.store(out, loss2, 32);
  v128.store(out, loss3, 48);
}
