import { describe, expect, test } from "vitest";
import { kernels } from "../../../../lib/math/kernels/module.ts";
import {
  plainScenarioLosses,
  type ScenarioLaw,
  scenarioLosses,
} from "../../../../lib/math/kernels/scenario-losses.ts";
import { naturalExp } from "../../../../lib/math/natural-exp.ts";
import { normalDraws } from "../../../../lib/math/random-stream.ts";
import { expectSameBits } from "./same-bits.ts";

/** Any numbers make a factor; `size` is that of its elements. */
function lawOf(assets: number, { size, first = 0 }: { size: number; first?: number }): ScenarioLaw {
  const draws = normalDraws({ seed: assets, stream: 0 }, (assets * (assets + 1)) / 2 + 2 * assets);
  return {
    lower: draws.slice(2 * assets).map((z) => size * z),
    means: draws.slice(0, assets).map((z) => size * z),
    exposures: draws.slice(assets, 2 * assets).map((z) => 1e6 * z),
    seed: [0xfffffff0, 17],
    first,
  };
}

describe("scenarioLosses", () => {
  test.each([
    [1, 1, 0.04],
    [1, 64, 0.04],
    [2, 1_025, 0.04],
    [3, 5_000, 0.3],
    [10, 2_000, 0.02],
    [11, 700, 40],
    [60, 100, 0.01],
  ])("of %d assets in %d scenarios has the bits of its plain reference", (assets, count, size) => {
    const law = lawOf(assets, { size });
    const kernel = new Float64Array(count);
    const plain = new Float64Array(count);
    scenarioLosses(law, kernel);
    plainScenarioLosses(law, plain);
    expectSameBits(kernel, plain);
  });

  test("does not depend on where the scenarios are cut, up to the last number of a stream", () => {
    for (const first of [0, 2 ** 32 - 4_096]) {
      const law = lawOf(4, { size: 0.05, first });
      const whole = new Float64Array(4_096);
      scenarioLosses(law, whole);
      const parts = new Float64Array(4_096);
      for (const [from, to] of [
        [0, 64],
        [64, 1_600],
        [1_600, 4_096],
      ] as const) {
        scenarioLosses({ ...law, first: first + from }, parts.subarray(from, to));
      }
      expectSameBits(parts, whole);
    }
  });

  test("takes the plain road where the assets do not fit the kernels' memory", () => {
    const law = lawOf(1_100, { size: 0.001 });
    const losses = new Float64Array(2);
    const plain = new Float64Array(2);
    scenarioLosses(law, losses);
    plainScenarioLosses(law, plain);
    expectSameBits(losses, plain);
    expect(law.lower.byteLength).toBeGreaterThan(kernels()!.work.byteLength);
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
