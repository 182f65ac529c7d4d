import { kernels } from "../../../../lib/math/kernels/module.ts";
import {
  plainNormalVariates,
  toNormalVariates,
} from "../../../../lib/math/kernels/normal-variates.ts";
import {
  plainStreamUniforms,
  streamUniforms,
} from "../../../../lib/math/kernels/stream-uniforms.ts";
import { naturalLog } from "../../../../lib/math/natural-log.ts";
import { normalDraws, randomStream, uniformDraws } from "../../../../lib/math/random-stream.ts";
import { sideBySide } from "../../../side-by-side.ts";

const part = { seed: [1, 0], stream: [2, 0], from: 0 } as const;
const sizes = [1_024, 16_384, 262_144];

sideBySide({
  name: "n uniforms of a stream",
  sizes,
  prepare: (size) => new Float64Array(size),
  reference: { name: "plain", run: (out) => plainStreamUniforms(part, out) },
  subject: { name: "kernel", run: (out) => streamUniforms(part, out) },
});

sideBySide({
  name: "n uniforms to normal variates",
  sizes,
  prepare: (size) => uniformDraws({ seed: 1, stream: 1 }, size),
  reference: { name: "plain", run: (uniforms) => plainNormalVariates(uniforms.slice()) },
  subject: { name: "kernel", run: (uniforms) => toNormalVariates(uniforms.slice()) },
});

sideBySide({
  name: "n logarithms",
  sizes: [1_024, 16_384, 65_536],
  prepare: (size) => uniformDraws({ seed: 1, stream: 1 }, size),
  reference: { name: "plain", run: (values) => values.map(naturalLog) },
  subject: { name: "kernel", run: logarithmsOf },
});

sideBySide({
  name: "n normal draws",
  sizes,
  prepare: (size) => size,
  reference: { name: "one by one", run: oneByOne },
  subject: { name: "at once", run: (count) => normalDraws({ seed: 1, stream: 1 }, count) },
});

function logarithmsOf(values: Float64Array): Float64Array {
  const { run, work, start } = kernels()!;
  work.set(values);
  run.logarithms(start, values.length);
  return work.slice(0, values.length);
}

function oneByOne(count: number): Float64Array {
  const { normal } = randomStream({ seed: 1, stream: 1 });
  return Float64Array.from({ length: count }, normal);
}
