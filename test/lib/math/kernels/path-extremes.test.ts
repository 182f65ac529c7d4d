import { describe, expect, test } from "vitest";
import { kernels } from "../../../../lib/math/kernels/module.ts";
import {
  type ExtremesPlan,
  type ExtremesRows,
  plainPathExtremes,
  writePathExtremes,
} from "../../../../lib/math/kernels/path-extremes.ts";
import { normalDraws } from "../../../../lib/math/random-stream.ts";
import { expectSameBits } from "./same-bits.ts";

/** Any numbers make a law; `size` is that of its steps. */
function planOf(assets: number, changed: Partial<ExtremesPlan> & { size?: number }): ExtremesPlan {
  const { size = 0.04, ...rest } = changed;
  const drawn = normalDraws({ seed: assets, stream: 0 }, assets * (assets + 3));
  const part = (from: number, count: number): Float64Array => drawn.slice(from, from + count);
  return {
    root: part(0, assets * assets),
    spreads: part(assets * assets, assets).map((z) => size * z),
    centers: part(assets * (assets + 1), assets).map((z) => 0.01 * size * z),
    start: part(assets * (assets + 2), assets).map((z) => 100 * Math.abs(z)),
    steps: 10,
    seed: [0xfffffff0, 17],
    first: 0,
    ...rest,
  };
}

function rowsOf(paths: number, assets: number): ExtremesRows {
  const rows = (): Float64Array => new Float64Array(paths * assets).fill(-1);
  return { end: rows(), minimum: rows(), maximum: rows() };
}

function expectSameRows(kernel: ExtremesRows, plain: ExtremesRows): void {
  expectSameBits(kernel.end, plain.end);
  expectSameBits(kernel.minimum, plain.minimum);
  expectSameBits(kernel.maximum, plain.maximum);
}

describe("writePathExtremes", () => {
  test.each([
    [1, 1, 1, {}],
    [1, 300, 33, { steps: 365 }],
    [2, 40, 9, { size: 30 }],
    [3, 77, 31, { first: 2 ** 32 - 40 }],
    [5, 260, 13, { first: 2 ** 40 + 5 }],
    [5, 16, 14, { spreads: new Float64Array(5) }],
    [7, 50, 3, { seed: [3, 0] as const }],
    [40, 20, 5, { first: 2 ** 33 - 8 }],
  ])(
    "of %d assets on %d paths of %d steps has the bits of its plain reference",
    (assets, paths, steps, changed) => {
      const plan = planOf(assets, { steps, ...changed });
      const [kernel, plain] = [rowsOf(paths, assets), rowsOf(paths, assets)];
      writePathExtremes(plan, kernel);
      plainPathExtremes(plan, plain);
      expectSameRows(kernel, plain);
    },
  );

  test("does not depend on where the paths are cut", () => {
    const [whole, parts] = [rowsOf(300, 3), rowsOf(300, 3)];
    writePathExtremes(planOf(3, { first: 5 }), whole);
    for (const [from, to] of [
      [0, 1],
      [1, 18],
      [18, 290],
      [290, 300],
    ] as const) {
      const cut = (rows: Float64Array): Float64Array => rows.subarray(3 * from, 3 * to);
      const { end, minimum, maximum } = parts;
      const out = { end: cut(end), minimum: cut(minimum), maximum: cut(maximum) };
      writePathExtremes(planOf(3, { first: 5 + from }), out);
    }
    expectSameRows(parts, whole);
  });

  test("takes the normals of the path's stream in order, an asset after the other", () => {
    const steps = 6;
    const plan = { ...planOf(2, { steps, first: 9 }), seed: [4, 0] as const };
    const out = rowsOf(1, 2);
    writePathExtremes(plan, out);
    const normals = normalDraws({ seed: 4, stream: 9 }, 2 * steps);
    const { root, spreads, centers, start } = plan;
    [0, 1].forEach((i) => {
      let log = 0;
      for (let step = 0; step < steps; step++) {
        const [a, b] = normals.subarray(2 * step, 2 * step + 2) as unknown as [number, number];
        log += centers[i]! + spreads[i]! * (root[2 * i]! * a + root[2 * i + 1]! * b);
      }
      expect(Math.abs(out.end[i]! / (start[i]! * Math.exp(log)) - 1)).toBeLessThan(1e-14);
    });
  });

  test("has end, lowest and highest price of a walk that leaves the numbers, or is none", () => {
    const plan = planOf(2, {
      centers: Float64Array.of(400, -400),
      spreads: Float64Array.of(1, Infinity),
      steps: 3,
    });
    const [kernel, plain] = [rowsOf(2, 2), rowsOf(2, 2)];
    writePathExtremes(plan, kernel);
    plainPathExtremes(plan, plain);
    expectSameRows(kernel, plain);
    expect(kernel.end[0]).toBe(Infinity);
    expect(kernel.minimum[0]).toBe(plan.start[0]);
  });

  test("takes the plain road where the assets do not fit the kernels' memory", () => {
    const plan = planOf(800, { size: 1e-4, steps: 1 });
    const [kernel, plain] = [rowsOf(1, 800), rowsOf(1, 800)];
    writePathExtremes(plan, kernel);
    plainPathExtremes(plan, plain);
    expectSameRows(kernel, plain);
    expect(plan.root.byteLength).toBeGreaterThan(kernels()!.work.byteLength);
  });
});
