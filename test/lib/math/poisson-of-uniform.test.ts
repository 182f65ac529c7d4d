import { describe, expect, test } from "vitest";
import { poissonOfUniform } from "../../../lib/math/poisson-of-uniform.ts";
import { expectClose } from "../expect-close.ts";

describe("poissonOfUniform", () => {
  test("changes count where the distribution function does: e^-2 (1, 3, 5) at mean 2", () => {
    [1, 3, 5].forEach((sum, count) => {
      const edge = sum * Math.exp(-2);
      expect(poissonOfUniform(edge - 1e-12, 2)).toBe(count);
      expect(poissonOfUniform(edge + 1e-12, 2)).toBe(count + 1);
    });
  });

  test("has mean and variance of the law over an even grid of uniforms", () => {
    for (const mean of [0.02, 1, 7.5, 300]) {
      const n = 20_000;
      let [sum, squares] = [0, 0];
      for (let i = 0; i < n; i++) {
        const count = poissonOfUniform((i + 0.5) / n, mean);
        sum += count / n;
        squares += (count - mean) ** 2 / n;
      }
      expectClose(sum, mean, { relative: 1e-3, absolute: 1e-4, subject: `mean ${mean}` });
      expectClose(squares, mean, { relative: 5e-3, subject: `variance ${mean}` });
    }
  });

  test("ends at the largest uniform there is, gives 0 at mean 0, refuses more than 500", () => {
    const last = 1 - 2 ** -53;
    expect(poissonOfUniform(last, 0)).toBe(0);
    expect(poissonOfUniform(last, 0.01)).toBeLessThan(12);
    expect(poissonOfUniform(last, 500)).toBeLessThan(900);
    expect(() => poissonOfUniform(0.5, 501)).toThrow("must be in [0, 500]: 501");
    expect(() => poissonOfUniform(0.5, Number.NaN)).toThrow("NaN");
  });
});
