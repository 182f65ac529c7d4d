import { naturalExpm1 } from "../natural-exp.ts";
import { kernels } from "./module.ts";
import { plainNormalVariates } from "./normal-variates.ts";
import { plainStreamUniforms } from "./stream-uniforms.ts";

/** Linear exposures under correlated log-normal returns. */
export interface ScenarioLaw {
  /** Rows of the lower triangular factor of the log returns' covariance, each up to its diagonal. */
  readonly lower: Float64Array;
  /** Mean log return per asset. */
  readonly means: Float64Array;
  /** Value held per asset, signed. */
  readonly exposures: Float64Array;
  /** Lower and upper word of the seed. */
  readonly seed: readonly [number, number];
}

const batch = 64;
/** Scenarios per call: their losses stay in the first cache. */
const chunk = 1024;
/** Consecutive scenarios whose numbers are listed at a time. */
const consecutive = 16_384;
const bytes = Float64Array.BYTES_PER_ELEMENT;

/**
 * Fills `out` with the losses of the scenarios with the numbers given, which lie below 2^32: scenario s turns the
 * first normal numbers of the stream s, one per asset, into log returns x = means + L z and loses the sum of
 * -exposure (exp(x) - 1). Nothing else is kept. The same bits as {@link plainListedLosses}. @internal
 */
export function listedLosses(law: ScenarioLaw, numbers: Uint32Array, out: Float64Array): void {
  const prepared = prepare(law);
  if (prepared === undefined) {
    plainListedLosses(law, numbers, out);
    return;
  }
  const { run, start, work, offsets, assets, list, listAt } = prepared;
  for (let at = 0; at < numbers.length; at += chunk) {
    const count = Math.min(chunk, numbers.length - at);
    const batches = Math.ceil(count / batch);
    list.set(numbers.subarray(at, at + count));
    run.scenarioLosses(start, batches, listAt, ...law.seed, assets, ...offsets);
    out.set(work.subarray(0, count), at);
  }
}

/** The same of consecutive scenarios, as many as there is room for. @internal */
export function scenarioLosses(law: ScenarioLaw, first: number, out: Float64Array): void {
  const numbers = new Uint32Array(Math.min(consecutive, out.length));
  for (let at = 0; at < out.length; at += numbers.length) {
    const some = numbers.subarray(0, out.length - at);
    for (let k = 0; k < some.length; k++) some[k] = first + at + k;
    listedLosses(law, some, out.subarray(at, at + some.length));
  }
}

/** The law in the kernels' memory, where there is one and it is large enough. */
function prepare(law: ScenarioLaw) {
  const compiled = kernels();
  const places = placesOf(law);
  if (compiled === undefined || places.end > compiled.work.byteLength) return undefined;
  const { run, work, start } = compiled;
  const { lower, means, exposures } = law;
  work.set(lower, places.lower / bytes);
  work.set(means, places.means / bytes);
  work.set(exposures, places.exposures / bytes);
  const offsets = [
    start + places.lower,
    start + places.means,
    start + places.exposures,
    start + places.normals,
  ] as const;
  const listAt = start + places.list;
  const list = new Uint32Array(run.memory.buffer, listAt, chunk);
  return { run, start, work, offsets, list, listAt, assets: means.length };
}

/** The plain reference of {@link listedLosses}. @internal */
export function plainListedLosses(law: ScenarioLaw, numbers: Uint32Array, out: Float64Array): void {
  const { lower, means, exposures, seed } = law;
  const assets = means.length;
  const normals = new Float64Array(assets + (assets % 2));
  for (let s = 0; s < numbers.length; s++) {
    plainStreamUniforms({ seed, stream: [numbers[s]!, 0], from: 0 }, normals);
    plainNormalVariates(normals);
    let loss = 0;
    let at = 0;
    for (let i = 0; i < assets; i++) {
      let x = means[i]!;
      for (let k = 0; k <= i; k++) x += lower[at++]! * normals[k]!;
      loss -= exposures[i]! * naturalExpm1(x);
    }
    out[s] = loss;
  }
}

/** Byte offsets of numbers, input and room behind the losses of one call. */
function placesOf({ lower, means }: ScenarioLaw): Record<Place, number> {
  const assets = means.length;
  const list = chunk * bytes;
  const lowerAt = list + chunk * Uint32Array.BYTES_PER_ELEMENT;
  const meansAt = lowerAt + lower.length * bytes;
  const exposures = meansAt + assets * bytes;
  const normals = exposures + assets * bytes;
  const end = normals + batch * (assets + (assets % 2)) * bytes;
  return { list, lower: lowerAt, means: meansAt, exposures, normals, end };
}

type Place = "list" | "lower" | "means" | "exposures" | "normals" | "end";
