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
const bytes = Float64Array.BYTES_PER_ELEMENT;

/**
 * Fills `out` with the losses of consecutive scenarios, from a multiple of 64 on and below 2^32: scenario s turns the
 * first normal numbers of the stream s, one per asset, into log returns x = means + L z and loses the sum of
 * -exposure (exp(x) - 1). Nothing else is kept. The same bits as {@link plainScenarioLosses}. @internal
 */
export function scenarioLosses(law: ScenarioLaw, first: number, out: Float64Array): void {
  const prepared = prepare(law);
  if (prepared === undefined) {
    plainScenarioLosses(law, first, out);
    return;
  }
  const { run, start, work, offsets, assets } = prepared;
  for (let at = 0; at < out.length; at += chunk) {
    const count = Math.min(chunk, out.length - at);
    const batches = Math.ceil(count / batch);
    run.scenarioLosses(start, batches, first + at, ...law.seed, assets, ...offsets);
    out.set(work.subarray(0, count), at);
  }
}

/** The same of the scenarios with the numbers given, in their order. @internal */
export function listedLosses(law: ScenarioLaw, numbers: Uint32Array, out: Float64Array): void {
  const prepared = prepare(law);
  if (prepared === undefined) {
    numbers.forEach((number, at) => {
      plainScenarioLosses(law, number, out.subarray(at, at + 1));
    });
    return;
  }
  const { run, start, work, offsets, assets, list, listAt } = prepared;
  for (let at = 0; at < numbers.length; at += chunk) {
    const count = Math.min(chunk, numbers.length - at);
    const batches = Math.ceil(count / batch);
    list.set(numbers.subarray(at, at + count));
    run.listedLosses(start, batches, listAt, ...law.seed, assets, ...offsets);
    out.set(work.subarray(0, count), at);
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

/** The plain reference of {@link scenarioLosses}. @internal */
export function plainScenarioLosses(law: ScenarioLaw, first: number, out: Float64Array): void {
  const { lower, means, exposures, seed } = law;
  const assets = means.length;
  const normals = new Float64Array(assets + (assets % 2));
  for (let s = 0; s < out.length; s++) {
    plainStreamUniforms({ seed, stream: [first + s, 0], from: 0 }, normals);
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
