import { describe, expect, test } from "vitest";
import { kernels } from "../../../../lib/math/kernels/module.ts";
import {
  plainScreenScenarios,
  type ScenarioScreen,
  screenScenarios,
} from "../../../../lib/math/kernels/scenario-screen.ts";
import { lawOf } from "./any-law.ts";

/** Whatever the numbers mean, both sides must agree on them. */
function screenOf(assets: number, size: number, limit: number): ScenarioScreen {
  const { lower, means, exposures, seed } = lawOf(assets, size);
  return {
    lower: Float32Array.from(lower),
    means: Float32Array.from(means),
    weights: Float32Array.from(exposures, (exposure) => exposure / 1e6),
    polynomial: Float32Array.of(limit, 1, 1 / 2, 1 / 6, 1 / 24, 1 / 120),
    seed,
  };
}

describe("screenScenarios", () => {
  test.each([
    [1, 64, 0.04, -0.02],
    [2, 1_025, 0.04, 0.02],
    [3, 20_000, 0.2, 0.9],
    [10, 9_000, 0.02, 0.1],
    [11, 700, 0.01, -1],
    [60, 300, 0.01, 0.4],
  ])(
    "of %d assets lists of %d scenarios those of its plain reference",
    (assets, end, size, limit) => {
      const screen = screenOf(assets, size, limit);
      for (const first of [0, 64, 2 ** 32 - 20_032]) {
        const kernel = new Uint32Array(end);
        const plain = new Uint32Array(end);
        const found = screenScenarios(screen, { first, end: first + end }, kernel);
        expect(found).toBe(plainScreenScenarios(screen, { first, end: first + end }, plain));
        expect(kernel).toEqual(plain);
        expect(found).toBeGreaterThan(0);
      }
    },
  );

  test("lets a rough loss pass that is no number", () => {
    const screen = screenOf(3, 0.01, Infinity);
    const passed = new Uint32Array(200_000);
    const found = screenScenarios(screen, { first: 0, end: 200_000 }, passed);
    // Three normals, each beyond 2^-16 to either side.
    const expected = (200_000 * 6) / 65_536;
    expect(Math.abs(found - expected)).toBeLessThan(5 * Math.sqrt(expected));
  });

  test("takes the plain road where the assets do not fit the kernels' memory", () => {
    const screen = screenOf(1_500, 0.001, 0.01);
    const [some, plain] = [new Uint32Array(3), new Uint32Array(3)];
    const part = { first: 0, end: 3 };
    expect(screenScenarios(screen, part, some)).toBe(plainScreenScenarios(screen, part, plain));
    expect(some).toEqual(plain);
    expect(screen.lower.byteLength).toBeGreaterThan(kernels()!.work.byteLength);
  });
});
