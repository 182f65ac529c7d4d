import { describe, expect, test } from "vitest";
import { chiSquareDraw } from "../../../lib/math/chi-square-draw.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { expectClose } from "../expect-close.ts";

describe("chiSquareDraw", () => {
  test.each([0.5, 1, 3, 30])("has mean n and variance 2 n for n = %s", (n) => {
    const random = randomStream({ seed: 6, stream: 0 });
    const count = 100_000;
    let [sum, squares] = [0, 0];
    for (let i = 0; i < count; i++) {
      const x = chiSquareDraw(n, random);
      expect(x).toBeGreaterThanOrEqual(0);
      sum += x;
      squares += (x - n) ** 2;
    }
    // Four standard errors; the fourth central moment is 12 n (n + 4).
    const allowed = 4 / Math.sqrt(count);
    expectClose(sum / count, n, { absolute: allowed * Math.sqrt(2 * n), subject: "mean" });
    const spread = Math.sqrt(12 * n * (n + 4) - 4 * n * n);
    expectClose(squares / count, 2 * n, { absolute: allowed * spread, subject: "variance" });
  });
});
