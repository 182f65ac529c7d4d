import { brownianBridge } from "../../math/brownian-bridge.ts";
import { toNormalVariates } from "../../math/kernels/normal-variates.ts";
import { type RandomStream, randomStream, type StreamKey } from "../../math/random-stream.ts";
import { mostSobolDimensions, sobolSequence } from "../../math/sobol.ts";

/** A path's share of the points: how many normals it draws, and which points belong together. */
export interface QuasiShape {
  readonly steps: number;
  readonly normalsPerStep: number;
  readonly pointsPerReplicate: number;
  readonly seed: number;
}

/**
 * Streams whose normals come from Owen-scrambled Sobol points by way of a Brownian bridge: path i is point
 * i % pointsPerReplicate of scrambling i / pointsPerReplicate. Normals beyond the table's 256 dimensions,
 * the least important ones, and uniforms come from the path's own random stream.
 */
export function quasiStreams(shape: QuasiShape): (path: number) => RandomStream {
  const { steps, normalsPerStep, pointsPerReplicate, seed } = shape;
  const count = steps * normalsPerStep;
  const dimensions = Math.min(count, mostSobolDimensions);
  const bridge = brownianBridge(steps, normalsPerStep);
  const ranked = new Float64Array(count);
  const important = ranked.subarray(0, dimensions);
  const sequenceOf = lastOf((replicate) =>
    sobolSequence({ dimensions, randomise: "owen", seed, replicate }),
  );
  return (path) => {
    const replicate = Math.floor(path / pointsPerReplicate);
    sequenceOf(replicate).point(path % pointsPerReplicate, important);
    toNormalVariates(important);
    const random = streamWhenNeeded({ seed, stream: path });
    for (let k = dimensions; k < count; k++) ranked[k] = random.normal();
    const normals = new Float64Array(count);
    bridge(ranked, normals);
    let drawn = 0;
    return { ...random, normal: () => (drawn < count ? normals[drawn++]! : random.normal()) };
  };
}

/** The stream, made at its first number: most paths need none. */
function streamWhenNeeded(key: StreamKey): RandomStream {
  let stream: RandomStream | undefined;
  const made = (): RandomStream => {
    stream ??= randomStream(key);
    return stream;
  };
  return {
    uniform: () => made().uniform(),
    normal: () => made().normal(),
    below: (count) => made().below(count),
  };
}

/** Remembers the value of the last argument: paths come replicate by replicate. */
function lastOf<T>(make: (key: number) => T): (key: number) => T {
  let last: { readonly key: number; readonly value: T } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, value: make(key) };
    return last.value;
  };
}
