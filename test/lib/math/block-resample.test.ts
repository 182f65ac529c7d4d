import { describe, expect, test } from "vitest";
import { circularBlocks } from "../../../lib/math/block-resample.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";

const random = () => randomStream({ seed: 5, stream: 1 });

describe("circularBlocks", () => {
  test("draws as many indices as there are, in runs of neighbours round the circle", () => {
    const indices = circularBlocks(random(), { count: 23, blockLength: 5 });
    expect(indices.length).toBe(23);
    indices.forEach((index, k) => {
      expect(index).toBeLessThan(23);
      if (k % 5 !== 0) expect(index).toBe((indices[k - 1]! + 1) % 23);
    });
  });

  test("draws every index equally often, the ends too", () => {
    const counts = new Float64Array(10);
    const stream = random();
    for (let r = 0; r < 5000; r++) {
      for (const index of circularBlocks(stream, { count: 10, blockLength: 4 })) counts[index]!++;
    }
    // Blocks share their start, so allow four times the error of single draws.
    for (const count of counts) expect(Math.abs(count - 5000)).toBeLessThan(4 * Math.sqrt(5000));
  });

  test("of the whole length is the sample turned round", () => {
    const indices = circularBlocks(random(), { count: 6, blockLength: 6 });
    expect([...indices].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test("refuses blocks longer than the sample and of no length", () => {
    expect(() => circularBlocks(random(), { count: 4, blockLength: 5 })).toThrow(
      "blockLength must not exceed 4 observations: 5",
    );
    expect(() => circularBlocks(random(), { count: 4, blockLength: 0 })).toThrow(
      "blockLength must",
    );
  });
});
