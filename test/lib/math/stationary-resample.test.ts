import { describe, expect, test } from "vitest";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { stationaryBlocks } from "../../../lib/math/stationary-resample.ts";

describe("stationaryBlocks", () => {
  test("moves on to the neighbour but for one draw in the mean length", () => {
    const count = 20_000;
    const random = randomStream({ seed: 2, stream: 0 });
    const indices = stationaryBlocks(random, { count, meanBlockLength: 5 });
    let breaks = 0;
    for (let i = 1; i < count; i++) if (indices[i] !== (indices[i - 1]! + 1) % count) breaks++;
    // Binomial around 0.2: four standard deviations.
    expect(Math.abs(breaks / count - 0.2)).toBeLessThan(0.012);
    expect(Math.max(...indices)).toBeLessThan(count);
  });

  test("draws one by one for a mean length of 1 and refuses less", () => {
    const random = randomStream({ seed: 2, stream: 1 });
    const indices = stationaryBlocks(random, { count: 1000, meanBlockLength: 1 });
    const follows = indices.filter((x, i) => i > 0 && x === (indices[i - 1]! + 1) % 1000);
    expect(follows.length).toBeLessThan(10);
    const short = { count: 10, meanBlockLength: 0.5 };
    expect(() => stationaryBlocks(random, short)).toThrow("must be at least 1: 0.5");
  });
});
