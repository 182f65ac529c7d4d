import { describe, expect, test } from "vitest";
import { brownianBridge } from "../../../lib/math/brownian-bridge.ts";
import { expectClose } from "../expect-close.ts";

/** What each normal does to each step: the columns of the map. */
function matrixOf(count: number, width: number): Float64Array[] {
  const bridge = brownianBridge(count, width);
  return Array.from({ length: count * width }, (_, k) => {
    const normals = new Float64Array(count * width);
    normals[k] = 1;
    const steps = new Float64Array(count * width);
    bridge(normals, steps);
    return steps;
  });
}

describe("brownianBridge", () => {
  test.each([
    [1, 1],
    [2, 3],
    [7, 1],
    [8, 2],
    [13, 1],
  ])("is orthogonal: %i steps of %i motions keep independent standard normals so", (n, width) => {
    const columns = matrixOf(n, width);
    for (const [i, left] of columns.entries()) {
      for (const [j, right] of columns.entries()) {
        const product = left.reduce((sum, x, k) => sum + x * right[k]!, 0);
        expectClose(product, i === j ? 1 : 0, { absolute: 1e-14, subject: `${i}, ${j}` });
      }
    }
  });

  test("sets the end by the first normal, and the middle, the end staying, by the next", () => {
    const [first, second] = matrixOf(8, 1);
    const walk = (steps: Float64Array) => {
      let level = 0;
      return Array.from(steps, (step) => {
        level += step;
        return level;
      });
    };
    expectClose(walk(first!).at(-1)!, Math.sqrt(8), { absolute: 1e-14, subject: "level" });
    expectClose(walk(first!)[3]!, Math.sqrt(8) / 2, { absolute: 1e-14, subject: "level" });
    expectClose(walk(second!)[3]!, Math.sqrt(2), { absolute: 1e-14, subject: "level" });
    expectClose(walk(second!).at(-1)!, 0, { absolute: 1e-14, subject: "level" });
  });

  test("refuses no steps and no motions", () => {
    expect(() => brownianBridge(0, 1)).toThrow("count must be an integer of at least 1: 0");
    expect(() => brownianBridge(3, 0.5)).toThrow("width must be an integer of at least 1: 0.5");
  });
});
