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
  /** Number of the first scenario, a multiple of 64; the last one stays below 2^32. */
  readonly first: number;
}

const batch = 64;
/** Scenarios per call: their losses stay in the first cache. */
const chunk = 1024;
const bytes = Float64Array.BYTES_PER_ELEMENT;

/**
 * Fills `out` with the losses of consecutive scenarios: scenario s turns the first normal numbers of the
 * stream s, one per asset, into log returns x = means + L z and loses the sum of
 * -exposure (exp(x) - 1). Nothing else is kept. The same bits as {@link plainScenarioLosses}. @internal
 */
export function scenarioLosses(law: ScenarioLaw, out: Float64Array): void {
  const compiled = kernels();
  const places = placesOf(law);
  if (compiled === undefined || places.end > compiled.work.byteLength) {
    plainScenarioLosses(law, out);
    return;
  }
  const { run, work, start } = compiled;
  const { lower, means, exposures, seed, first } = law;
  work.set(lower, places.lower / bytes);
  work.set(means, places.means / bytes);
  work.set(exposures, places.exposures / bytes);
  const offsets = [
    start + places.lower,
    start + places.means,
    start + places.exposures,
    start + places.normals,
  ] as const;
  for (let at = 0; at < out.length; at += chunk) {
    const count = Math.min(chunk, out.length - at);
    const batches = Math.ceil(count / batch);
    run.scenarioLosses(start, batches, first + at, ...seed, means.length, ...offsets);
    out.set(work.subarray(0, count), at);
  }
}

/** The plain reference of {@link scenarioLosses}. @internal */
export function plainScenarioLosses(law: ScenarioLaw, out: Float64Array): void {
  const { lower, means, exposures, seed, first } = law;
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

/** Byte offsets of input and room behind the losses of one call. */
function placesOf({ lower, means }: ScenarioLaw): Record<Place, number> {
  const assets = means.length;
  const drawn = batch * (assets + (assets % 2));
  const places = { lower: chunk * bytes, means: 0, exposures: 0, normals: 0, end: 0 };
  places.means = places.lower + lower.length * bytes;
  places.exposures = places.means + assets * bytes;
  places.normals = places.exposures + assets * bytes;
  places.end = places.normals + drawn * bytes;
  return places;
}

type Place = "lower" | "means" | "exposures" | "normals" | "end";
