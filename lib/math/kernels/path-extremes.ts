import { naturalExp } from "../natural-exp.ts";
import { kernels } from "./module.ts";
import { plainNormalVariates } from "./normal-variates.ts";
import { plainStreamUniforms } from "./stream-uniforms.ts";

/** Correlated log-normal steps: log returns are centre + spread × (root × normals). */
export interface LognormalSteps {
  /** Row-major, one row and column per asset: the correlation's root. */
  readonly root: Float64Array;
  /** Standard deviation of the log return of a step, per asset; negative to mirror the paths. */
  readonly spreads: Float64Array;
  /** Its mean. */
  readonly centers: Float64Array;
}

/** Which paths of which law. */
export interface ExtremesPlan extends LognormalSteps {
  /** Price of each asset at step 0. */
  readonly start: Float64Array;
  readonly steps: number;
  /** Lower and upper word of the seed. */
  readonly seed: readonly [number, number];
  /** Number of the first path. */
  readonly first: number;
}

/** Row-major, a row per path and a column per asset. */
export interface ExtremesRows {
  readonly end: Float64Array;
  readonly minimum: Float64Array;
  readonly maximum: Float64Array;
}

const batch = 16;
/** Normals that a batch draws at once: they stay in the first cache. */
const mostNormals = 512;
/** Batches per call of the kernel. */
const batches = 16;
const bytes = Float64Array.BYTES_PER_ELEMENT;
const twoTo32 = 0x100000000;
/** Bytes that the kernel keeps of the numbers of a batch's paths. */
const numbersSize = 192;

/**
 * Writes where log-normal paths end and their lowest and highest price at any step, the start
 * included: path p takes steps × assets normals of stream p, an asset after the other. No path is kept.
 * The same bits as {@link plainPathExtremes}. @internal
 */
export function writePathExtremes(plan: ExtremesPlan, out: ExtremesRows): void {
  const compiled = kernels();
  const places = placesOf(plan);
  const { seed, steps } = plan;
  const assets = plan.start.length;
  const fits = places.end <= (compiled?.work.byteLength ?? 0) && steps * assets <= twoTo32;
  if (compiled === undefined || !fits) {
    plainPathExtremes(plan, out);
    return;
  }
  const { run, work, start } = compiled;
  work.set(lawOf(plan), places.law / bytes);
  const paths = out.end.length / assets;
  for (let done = 0; done < paths; ) {
    const path = plan.first + done;
    const [low, high] = [path % twoTo32, Math.floor(path / twoTo32)];
    const count = Math.min(batches * batch, paths - done, twoTo32 - low);
    const words = [low, high, ...seed] as const;
    const offsets = [start + places.law, start + places.room, places.atOnce] as const;
    run.pathExtremes(start, Math.ceil(count / batch), ...words, assets, steps, ...offsets);
    scatter(work, { assets, count, done }, out);
    done += count;
  }
}

/** The plain reference of {@link writePathExtremes}. @internal */
export function plainPathExtremes(plan: ExtremesPlan, out: ExtremesRows): void {
  const { root, spreads, centers, start, steps, seed, first } = plan;
  const assets = start.length;
  // Of two steps: no block of a stream is cut.
  const normals = new Float64Array(2 * assets);
  const logs = new Float64Array(3 * assets);
  for (let at = 0, path = first; at < out.end.length; at += assets, path++) {
    const stream = [path % twoTo32, Math.floor(path / twoTo32)] as const;
    logs.fill(0);
    for (let step = 0; step < steps; step++) {
      const from = (step % 2) * assets;
      if (from === 0) {
        plainStreamUniforms({ seed, stream, from: step * assets }, normals);
        plainNormalVariates(normals);
      }
      for (let i = 0; i < assets; i++) {
        let shock = 0;
        for (let k = 0; k < assets; k++) shock += root[i * assets + k]! * normals[from + k]!;
        const log = logs[i]! + (centers[i]! + spreads[i]! * shock);
        logs[i] = log;
        if (log < logs[assets + i]!) logs[assets + i] = log;
        if (log > logs[2 * assets + i]!) logs[2 * assets + i] = log;
      }
    }
    for (let i = 0; i < assets; i++) {
      out.end[at + i] = start[i]! * naturalExp(logs[i]!);
      out.minimum[at + i] = start[i]! * naturalExp(logs[assets + i]!);
      out.maximum[at + i] = start[i]! * naturalExp(logs[2 * assets + i]!);
    }
  }
}

interface Piece {
  readonly assets: number;
  readonly count: number;
  readonly done: number;
}

/** From batches of rows of sixteen paths to a row per path. */
function scatter(work: Float64Array, { assets, count, done }: Piece, out: ExtremesRows): void {
  for (let k = 0; k < count; k++) {
    let from = Math.floor(k / batch) * 3 * assets * batch + (k % batch);
    for (const rows of [out.end, out.minimum, out.maximum]) {
      const to = (done + k) * assets;
      for (let i = 0; i < assets; i++, from += batch) rows[to + i] = work[from]!;
    }
  }
}

/** Per asset: the row of the root, spread, centre, start. */
function lawOf({ root, spreads, centers, start }: ExtremesPlan): Float64Array {
  const assets = start.length;
  const law = new Float64Array(assets * (assets + 3));
  for (let i = 0; i < assets; i++) {
    const at = i * (assets + 3);
    law.set(root.subarray(i * assets, (i + 1) * assets), at);
    law.set([spreads[i]!, centers[i]!, start[i]!], at + assets);
  }
  return law;
}

/** Byte offsets of input and room behind the results of one call, and how many steps are drawn at once. */
function placesOf({ start }: ExtremesPlan) {
  const assets = start.length;
  const atOnce = 2 * Math.max(1, Math.floor(mostNormals / (2 * batch * assets)));
  const law = 3 * batches * batch * assets * bytes;
  // A multiple of 64 behind the law.
  const room = Math.ceil((law + assets * (assets + 3) * bytes) / 64) * 64;
  const normals = atOnce * assets * batch;
  const end = room + numbersSize + normals * bytes;
  return { law, room, end, atOnce };
}
