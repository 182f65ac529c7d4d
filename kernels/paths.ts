import { expPair } from "./exp";
import { both } from "./lanes";
import { normalise } from "./normal";
import { drawRows, enterStreams } from "./stream-rows";

/** Paths that are drawn together: each normal of theirs is one row of so many. */
const batch: u32 = 16;
const row: usize = <usize>batch << 3;

/**
 * End, minimum and maximum of `batches` times 16 log-normal paths, each from the stream of its number,
 * from `first0` on, whose lower word does not overflow on the way. Per batch `out` takes three groups of
 * `assets` rows; they hold logarithms until its last step. `law` holds per asset its row of the
 * correlation's root, then spread and centre of a step, then the price at the start. `room` is for 192
 * bytes and a row per normal of `atOnce` steps (even).
 */
export function pathExtremes(
  out: usize, batches: u32, first0: u32, first1: u32, seed0: u32, seed1: u32,
  assets: u32, steps: u32, law: usize, room: usize, atOnce: u32,
): void {
  const group = <usize>assets * row;
  const normals = room + 192;
  for (let i: u32 = 0; i < batches; i++) {
    memory.fill(out, 0, 3 * group);
    enterStreams(room, first0, batch, seed0);
    let block: u32 = 0;
    for (let done: u32 = 0; done < steps; done += atOnce) {
      const now = min(atOnce, steps - done);
      const blocks = (now * assets + 1) >> 1;
      drawRows(room, block, blocks, first1, seed0, seed1, normals, row);
      normalise(normals, 2 * blocks * batch);
      for (let step: u32 = 0; step < now; step++) {
        const z = normals + step * group;
        for (let at: usize = 0; at < row; at += 64) advance(out + at, z + at, assets, law, group);
      }
      block += blocks;
    }
    finish(out, assets, law, group);
    out += 3 * group;
    first0 += batch;
  }
}

/** One step of eight paths. */
// @ts-ignore: decorator
@inline
function advance(out: usize, normals: usize, assets: u32, law: usize, group: usize): void {
  for (let i: u32 = 0; i < assets; i++) {
    let x0 = f64x2.splat(0);
    let x1 = x0;
    let x2 = x0;
    let x3 = x0;
    let z = normals;
    for (let k: u32 = 0; k < assets; k++) {
      const weight = v128.load64_splat(law);
      x0 = f64x2.add(x0, f64x2.mul(weight, v128.load(z)));
      x1 = f64x2.add(x1, f64x2.mul(weight, v128.load(z, 16)));
      x2 = f64x2.add(x2, f64x2.mul(weight, v128.load(z, 32)));
      x3 = f64x2.add(x3, f64x2.mul(weight, v128.load(z, 48)));
      law += 8;
      z += row;
    }
    const spread = both(law, 0);
    const center = both(law, 1);
    move(out, f64x2.add(center, f64x2.mul(spread, x0)), group);
    move(out + 16, f64x2.add(center, f64x2.mul(spread, x1)), group);
    move(out + 32, f64x2.add(center, f64x2.mul(spread, x2)), group);
    move(out + 48, f64x2.add(center, f64x2.mul(spread, x3)), group);
    law += 24;
    out += row;
  }
}

// @ts-ignore: decorator
@inline
function move(out: usize, logReturn: v128, group: usize): void {
  const log = f64x2.add(v128.load(out), logReturn);
  v128.store(out, log);
  v128.store(out + group, f64x2.pmin(v128.load(out + group), log));
  v128.store(out + 2 * group, f64x2.pmax(v128.load(out + 2 * group), log));
}

/** From logarithms to prices. */
function finish(out: usize, assets: u32, law: usize, group: usize): void {
  const stride = (<usize>assets + 3) << 3;
  for (let i: u32 = 0; i < assets; i++) {
    law += stride;
    const start = v128.load64_splat(law - 8);
    for (let part: usize = 0; part < 3 * group; part += group) {
      for (let at: usize = 0; at < row; at += 16) {
        const place = out + part + at;
        v128.store(place, f64x2.mul(start, expPair(v128.load(place))));
      }
    }
    out += row;
  }
}
