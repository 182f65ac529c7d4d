import { philox4x32 } from "../philox.ts";
import { roughNormal } from "../rough-normals.ts";
import { kernels } from "./module.ts";

/** A cheap look at scenarios, all in single precision. */
export interface ScenarioScreen {
  /** Rows of the lower triangular factor, each up to its diagonal. */
  readonly lower: Float32Array;
  readonly means: Float32Array;
  /** Share of the exposures' sizes, signed. */
  readonly weights: Float32Array;
  /** The loss, in the same shares, from which on a scenario is wanted; then what e^x - 1 is taken for, from x up to x^5. */
  readonly polynomial: Float32Array;
  /** Lower and upper word of the seed. */
  readonly seed: readonly [number, number];
}

const batch = 64;
/** Scenarios per call. */
const chunk = 4096;
const bytes = Float32Array.BYTES_PER_ELEMENT;

/**
 * Writes the numbers of those of the scenarios from `first`, a multiple of 64, to `end`, less one, whose rough loss reaches the
 * limit, ascending, and returns how many they are: rough normals of the same streams, products, sums and powers in single
 * precision, in the order of {@link plainScreenScenarios}, whose list is the same. A rough loss that is no number reaches it.
 * @internal
 */
export function screenScenarios(
  screen: ScenarioScreen,
  { first, end }: { readonly first: number; readonly end: number },
  out: Uint32Array,
): number {
  const compiled = kernels();
  const places = placesOf(screen);
  if (compiled === undefined || places.end > compiled.work.byteLength) {
    return plainScreenScenarios(screen, { first, end }, out);
  }
  const { run, start } = compiled;
  const { lower, means, weights, polynomial, seed } = screen;
  const memory = new Float32Array(run.memory.buffer, start);
  memory.set(lower, places.lower / bytes);
  memory.set(means, places.means / bytes);
  memory.set(weights, places.weights / bytes);
  memory.set(polynomial, places.polynomial / bytes);
  const list = new Uint32Array(run.memory.buffer, start, chunk);
  const offsets = [
    start + places.lower,
    start + places.means,
    start + places.weights,
    start + places.normals,
    start + places.polynomial,
  ] as const;
  let found = 0;
  for (let at = first; at < end; at += chunk) {
    const batches = Math.ceil(Math.min(chunk, end - at) / batch);
    let reached = run.screenScenarios(start, batches, at, ...seed, means.length, ...offsets);
    while (reached > 0 && list[reached - 1]! >= end) reached--;
    out.set(list.subarray(0, reached), found);
    found += reached;
  }
  return found;
}

/** The plain reference of {@link screenScenarios}. @internal */
export function plainScreenScenarios(
  screen: ScenarioScreen,
  { first, end }: { readonly first: number; readonly end: number },
  out: Uint32Array,
): number {
  const limit = screen.polynomial[0]!;
  let found = 0;
  for (let number = first; number < end; number++) {
    if (!(roughLoss(screen, number) < limit)) out[found++] = number;
  }
  return found;
}

const single = Math.fround;

function roughLoss({ lower, means, weights, polynomial, seed }: ScenarioScreen, number: number) {
  const normals = new Float32Array(means.length + 1);
  for (let k = 0; k < means.length; k += 2) {
    const [a, , c] = philox4x32([k / 2, 0, number, 0], seed);
    normals[k] = roughNormal(a);
    normals[k + 1] = roughNormal(c);
  }
  let loss = 0;
  let at = 0;
  for (let i = 0; i < means.length; i++) {
    let x = means[i]!;
    for (let k = 0; k <= i; k++) x = single(x + single(lower[at++]! * normals[k]!));
    let sum = single(polynomial[5]! * x);
    for (let k = 4; k > 0; k--) sum = single(single(sum + polynomial[k]!) * x);
    loss = single(loss - single(weights[i]! * sum));
  }
  return loss;
}

/** Byte offsets of input and room behind the list of one call. */
function placesOf({ lower, means }: ScenarioScreen): Record<Place, number> {
  const assets = means.length;
  const lowerAt = chunk * bytes;
  const meansAt = lowerAt + lower.length * bytes;
  const weights = meansAt + assets * bytes;
  const polynomial = weights + assets * bytes;
  const normals = Math.ceil((polynomial + 6 * bytes) / 16) * 16;
  const end = normals + batch * (assets + (assets % 2)) * bytes;
  return { lower: lowerAt, means: meansAt, weights, polynomial, normals, end };
}

type Place = "lower" | "means" | "weights" | "polynomial" | "normals" | "end";
