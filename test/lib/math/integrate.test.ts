import { describe, expect, test } from "vitest";
import { integrateToInfinity } from "../../../lib/math/integrate.ts";
import { expectClose } from "../expect-close.ts";

const options = { scale: 1, relativeTolerance: 1e-12 };

describe("integrateToInfinity", () => {
  test("integrates what has a closed form, within its own error estimate", () => {
    const cases: readonly (readonly [string, (u: number) => number, number])[] = [
      ["exp(-u)", (u) => Math.exp(-u), 1],
      ["exp(-u²/2)", (u) => Math.exp((-u * u) / 2), Math.sqrt(Math.PI / 2)],
      ["cos(3u) exp(-u)", (u) => Math.cos(3 * u) * Math.exp(-u), 0.1],
      ["1 / (1 + u²)²", (u) => 1 / (1 + u * u) ** 2, Math.PI / 4],
      ["exp(-u) of a thousandth's width", (u) => Math.exp(-1000 * u), 1e-3],
    ];
    for (const [name, integrand, expected] of cases) {
      const { value, errorEstimate } = integrateToInfinity(integrand, options);
      expectClose(value, expected, { relative: 2e-14, subject: name });
      expect(Math.abs(value - expected), name).toBeLessThanOrEqual(errorEstimate + 1e-15);
    }
  });

  test("does with a few points what is smooth on its scale", () => {
    const found = integrateToInfinity((u) => Math.exp(-u), options);
    expect(found.evaluations).toBeLessThan(300);
  });

  test("says so when it stops before the tolerance is met", () => {
    const step = (u: number): number => (u < Math.PI ? 1 : 0);
    const found = integrateToInfinity(step, { ...options, mostIntervals: 8 });
    expect(found.errorEstimate).toBeGreaterThan(1e-6);
    expect(Math.abs(found.value - Math.PI)).toBeLessThan(found.errorEstimate);
  });

  test("of nothing is nothing", () => {
    expect(integrateToInfinity(() => 0, options).value).toBe(0);
  });
});
