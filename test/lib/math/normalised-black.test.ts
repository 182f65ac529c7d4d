import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalDistribution } from "../../../lib/math/normal-distribution.ts";
import { normalisedBlack, normalisedVega } from "../../../lib/math/normalised-black.ts";
import { expectClose } from "../expect-close.ts";

describe("normalisedBlack", () => {
  test("is 2 Φ(s / 2) - 1 at the money", () => {
    for (const s of [1e-9, 1e-3, 0.5, 0.6, 2, 7]) {
      const expected = s < 1e-3 ? s / Math.sqrt(2 * Math.PI) : 2 * normalDistribution(s / 2) - 1;
      expectClose(normalisedBlack(0, s), expected, { relative: 1e-12, subject: `b(0, ${s})` });
    }
  });

  test("runs from 0 at s = 0 to exp(x / 2) at s = Infinity", () => {
    for (const x of [0, -1e-9, -1, -700]) {
      expect(normalisedBlack(x, 0)).toBe(0);
      expect(normalisedBlack(x, Infinity)).toBe(Math.exp(x / 2));
    }
    expect(normalisedBlack(-Infinity, 1)).toBe(0);
    expect(normalisedBlack(-1, 1e-3)).toBe(0);
    expect(normalisedBlack(-1, Number.NaN)).toBeNaN();
  });

  test("has no step where one form takes over from another", () => {
    for (const x of [0, -0.01, -0.6, -1.2, -3, -20]) {
      const edges = [0.6, -x / 2, 1 + Math.sqrt(1 - 2 * x)].filter((s) => s > 0.1);
      for (const s of edges) {
        const slope =
          (normalisedBlack(x, s * (1 + 1e-6)) - normalisedBlack(x, s * (1 - 1e-6))) / (2e-6 * s);
        const vega = normalisedVega(x, s);
        expectClose(slope, vega, { relative: 1e-7, absolute: 1e-9, subject: `slope ${x} ${s}` });
      }
    }
  });

  test("rises in s and never exceeds exp(x / 2)", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -30, max: 0, noNaN: true }),
        fc.double({ min: 1e-4, max: 20, noNaN: true }),
        (x, s) => {
          const here = normalisedBlack(x, s);
          return here >= 0 && here <= Math.exp(x / 2) && normalisedBlack(x, s * 1.01) >= here;
        },
      ),
    );
  });
});
