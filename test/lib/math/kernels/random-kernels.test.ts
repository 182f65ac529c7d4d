import { describe, expect, test } from "vitest";
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
import { expectSameBits } from "./same-bits.ts";

describe("streamUniforms", () => {
  test.each([
    { seed: [0, 0], stream: [0, 0], from: 0, count: 16 },
    { seed: [1, 0], stream: [2, 0], from: 16, count: 1_040 },
    { seed: [0xffffffff, 0x1fffff], stream: [0xfffffffe, 0x1ffffe], from: 4_096, count: 512 },
    { seed: [9, 5], stream: [1, 2], from: 2 ** 33 - 256, count: 512 },
  ] as const)("has the bits of its plain reference: %o", ({ count, ...part }) => {
    const kernel = new Float64Array(count);
    const plain = new Float64Array(count);
    streamUniforms(part, kernel);
    plainStreamUniforms(part, plain);
    expectSameBits(kernel, plain);
  });
});

describe("toNormalVariates", () => {
  const same = (uniforms: Float64Array): void => {
    const kernel = uniforms.slice();
    const plain = uniforms.slice();
    toNormalVariates(kernel);
    plainNormalVariates(plain);
    expectSameBits(kernel, plain, uniforms);
  };

  test("has the bits of its plain reference on 200,001 draws", () => {
    same(uniformDraws({ seed: 11, stream: 3 }, 200_001));
  });

  test("has the bits of its plain reference far in both tails and at the joints", () => {
    const far = Array.from({ length: 53 }, (_, i) => 2 ** -(i + 1));
    const joints = Array.from({ length: 52 * 32 }, (_, i) => {
      return 2 ** (Math.floor(i / 32) - 53) * (1 + (i % 32) / 32);
    }).flatMap((p) => [p, 1 - p]);
    const around = joints.flatMap((p) => [-3, -2, -1, 0, 1, 2].map((k) => p * (1 + k * 2 ** -52)));
    const inRange = around.filter((p) => p >= 2 ** -53 && p <= 1 - 2 ** -53);
    same(Float64Array.from([...far, ...far.map((p) => p * 1.37), 1 - 2 ** -53, ...inRange]));
  });

  test.each([0, 1, 2, 3, 1_023, 1_024, 1_025])("takes %d numbers, tails alone or none", (n) => {
    same(new Float64Array(n).fill(0.001));
    same(new Float64Array(n).fill(0.4));
  });
});

describe("logarithms", () => {
  test("have the bits of naturalLog on ordinary, subnormal and impossible numbers", () => {
    const edges = [0, -0, -1, Number.NaN, Infinity, -Infinity, 5e-324, 1e-310, Number.MAX_VALUE];
    const near = Array.from({ length: 200 }, (_, i) => 1 + (i - 100) * 2 ** -26);
    const wide = normalDraws({ seed: 5, stream: 1 }, 4_000).map((z) => 10 ** (60 * z));
    const input = Float64Array.from([...edges, ...near, 1 - 2 ** -53, 1 + 2 ** -52, ...wide]);
    const { run, work, start } = kernels()!;
    work.set(input);
    run.logarithms(start, input.length + (input.length % 2));
    expectSameBits(work.slice(0, input.length), input.map(naturalLog), input);
  });
});

describe("draws at once", () => {
  test.each([0, 1, 15, 16, 17, 1_000])("are the numbers of the stream one by one: %d", (count) => {
    const key = { seed: 2 ** 40 + 1, stream: 7 };
    const one = randomStream(key);
    expectSameBits(uniformDraws(key, count), Float64Array.from({ length: count }, one.uniform));
    const other = randomStream(key);
    expectSameBits(normalDraws(key, count), Float64Array.from({ length: count }, other.normal));
  });

  test("refuse a count that is none", () => {
    expect(() => normalDraws({ seed: 1, stream: 1 }, -1)).toThrow(RangeError);
    expect(() => uniformDraws({ seed: 1, stream: 1 }, 1.5)).toThrow(RangeError);
  });
});
