import { describe, expect, test } from "vitest";
import { impliedDeviation } from "../../../lib/math/implied-deviation.ts";
import { normalisedBlack, normalisedVega } from "../../../lib/math/normalised-black.ts";

describe("impliedDeviation", () => {
  test("inverts normalisedBlack over sixteen decades, as precisely as its value determines", () => {
    for (let logS = -5; logS <= 1.2; logS += 0.1) {
      for (let logH = -8; logH <= 1.57; logH += 0.11) {
        const s = 10 ** logS;
        const x = -(10 ** logH) * s;
        const value = normalisedBlack(x, s);
        if (!(value > 1e-300 && value < Math.exp(x / 2))) continue;
        const sharpness = Math.max(1, value / (s * normalisedVega(x, s)));
        const error = Math.abs(impliedDeviation(x, value) / s - 1);
        expect(error, `x ${x}, s ${s}`).toBeLessThan(5e-14 * sharpness);
      }
    }
  });

  test("is s = 2 Φ⁻¹((1 + b) / 2) at the money", () => {
    for (const s of [1e-8, 1e-3, 0.4, 1, 4]) {
      const error = Math.abs(impliedDeviation(0, normalisedBlack(0, s)) / s - 1);
      expect(error, `s ${s}`).toBeLessThan(1e-14);
    }
  });

  test("is NaN where there is none", () => {
    for (const [x, value] of [
      [-1, 0],
      [-1, -1],
      [-1, Math.exp(-0.5)],
      [-1, 1],
      [1, 0.5],
      [Number.NaN, 0.5],
      [-1, Number.NaN],
      [-Infinity, 0.5],
    ] as const) {
      expect(impliedDeviation(x, value), `${x} ${value}`).toBeNaN();
    }
  });
});
