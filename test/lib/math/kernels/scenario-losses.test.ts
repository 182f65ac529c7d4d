import { describe, expect, test } from "vitest";
import { kernels } from "../../../../lib/math/kernels/module.ts";
import {
  listedLosses,
  plainListedLosses,
  scenarioLosses,
} from "../../../../lib/math/kernels/scenario-losses.ts";
import { naturalExp } from "../../../../lib/math/natural-exp.ts";
import { normalDraws } from "../../../../lib/math/random-stream.ts";
import { lawOf } from "./any-law.ts";
import { expectSameBits } from "./same-bits.ts";

const numbersFrom = (first: number, count: number) =>
  Uint32Array.from({ length: count }, (_, k) => first + k);

describe("scenarioLosses", () => {
  test.each([
    [1, 1, 0.04],
    [1, 64, 0.04],
    [2, 1_025, 0.04],
    [3, 20_000, 0.3],
    [10, 2_000, 0.02],
    [11, 700, 40],
    [60, 100, 0.01],
  ])("of %d assets in %d scenarios has the bits of its plain reference", (assets, count, size) => {
    const law = lawOf(assets, size);
    const kernel = new Float64Array(count);
    const plain = new Float64Array(count);
    scenarioLosses(law, 0, kernel);
    plainListedLosses(law, numbersFrom(0, count), plain);
    expectSameBits(kernel, plain);
  });

  test("does not depend on where the scenarios are cut, up to the last number of a stream", () => {
    for (const first of [0, 2 ** 32 - 4_096]) {
      const law = lawOf(4, 0.05);
      const whole = new Float64Array(4_096);
      scenarioLosses(law, first, whole);
      const parts = new Float64Array(4_096);
      for (const [from, to] of [
        [0, 64],
        [64, 1_600],
        [1_600, 4_096],
      ] as const) {
        scenarioLosses(law, first + from, parts.subarray(from, to));
      }
      expectSameBits(parts, whole);
    }
  });

  test("takes the plain road where the assets do not fit the kernels' memory", () => {
    const law = lawOf(1_100, 0.001);
    const losses = new Float64Array(2);
    const listed = new Float64Array(2);
    const plain = new Float64Array(2);
    scenarioLosses(law, 0, losses);
    listedLosses(law, Uint32Array.of(0, 1), listed);
    plainListedLosses(law, Uint32Array.of(0, 1), plain);
    expectSameBits(losses, plain);
    expectSameBits(listed, plain);
    expect(law.lower.byteLength).toBeGreaterThan(kernels()!.work.byteLength);
  });
});

describe("listedLosses", () => {
  test("are those of all scenarios, for numbers in any order, twice or the last of all", () => {
    const law = lawOf(7, 0.05);
    const all = new Float64Array(5_000);
    scenarioLosses(law, 0, all);
    const numbers = Uint32Array.from({ length: 1_100 }, (_, k) => (k * 3_571) % 5_000);
    numbers[3] = numbers[4]!;
    const listed = new Float64Array(numbers.length);
    listedLosses(law, numbers, listed);
    expectSameBits(
      listed,
      Float64Array.from(numbers, (number) => all[number]!),
    );
    const last = new Float64Array(1);
    const plain = new Float64Array(1);
    listedLosses(law, Uint32Array.of(2 ** 32 - 1), last);
    plainListedLosses(law, Uint32Array.of(2 ** 32 - 1), plain);
    expectSameBits(last, plain);
    listedLosses(law, new Uint32Array(0), new Float64Array(0));
  });
});

describe("exponentials", () => {
  test("have the bits of naturalExp on ordinary, tiny, huge and impossible numbers", () => {
    const edges = [0, -0, Number.NaN, Infinity, -Infinity, 1, -1, 5e-324, 709.79, -745.2, -720.5];
    const joints = [Math.LN2 / 256, 1.5 * Math.LN2, 2 ** -28, 700, 708, 709.7, 709.78, 745.1];
    const around = joints.flatMap((x) =>
      [-1, 0, 1].flatMap((k) => [x, -x].map((y) => y * (1 + k * 2 ** -52))),
    );
    const draws = normalDraws({ seed: 5, stream: 2 }, 8_000);
    const input = Float64Array.of(...edges, ...around, ...draws, ...draws.map((z) => 200 * z));
    const { run, work, start } = kernels()!;
    work.set(input);
    run.exponentials(start, input.length + (input.length % 2));
    expectSameBits(work.slice(0, input.length), input.map(naturalExp), input);
  });
});
