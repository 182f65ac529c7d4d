import { brownianBridge } from "../../math/brownian-bridge.ts";
import { normalQuantile } from "../../math/normal-quantile.ts";
import { type RandomStream, randomStream } from "../../math/random-stream.ts";
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
  const coordinates = new Float64Array(dimensions);
  const sequenceOf = lastOf((replicate) =>
    sobolSequence({ dimensions, randomise: "owen", seed, replicate }),
  );
  return (path) => {
    const replicate = Math.floor(path / pointsPerReplicate);
    sequenceOf(replicate).point(path % pointsPerReplicate, coordinates);
    const random = randomStream({ seed, stream: path });
    const ranked = Float64Array.from({ length: count }, (_, k) =>
      k < dimensions ? normalQuantile(coordinates[k]!) : random.normal(),
    );
    const normals = new Float64Array(count);
    bridge(ranked, normals);
    let drawn = 0;
    return { ...random, normal: () => (drawn < count ? normals[drawn++]! : random.normal()) };
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
