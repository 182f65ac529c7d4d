import { describe, expect, test } from "vitest";
import { planScreen, worstLosses, worstOfAll } from "../../../lib/var/worst-losses.ts";
import { lawOf } from "../math/kernels/any-law.ts";
import { expectSameBits } from "../math/kernels/same-bits.ts";

describe("worstLosses", () => {
  test.each([
    [1, 0.04, 65_536, 700],
    [3, 0.04, 100_001, 1_100],
    [10, 0.01, 150_000, 1_600],
    [10, 0.04, 70_000, 5_000],
    [4, 0.1, 80_000, 900],
    [5, 1e-6, 80_000, 900],
    [3, 0.05, 65_536, 1],
    [3, 0.05, 65_536, 12_000],
  ])(
    "of %d assets, spread %d, %d scenarios, has the %d of all sorted",
    (assets, size, scenarios, count) => {
      const law = lawOf(assets, size);
      expect(planScreen(law, { scenarios, count })).toBeDefined();
      expectSameBits(worstLosses(law, { scenarios, count }), worstOfAll(law, { scenarios, count }));
    },
  );

  test("computes all losses where a screen is not worth it or impossible", () => {
    const options = { scenarios: 70_000, count: 700 };
    const law = lawOf(3, 0.04);
    expect(planScreen(law, { ...options, scenarios: 65_000 })).toBeUndefined();
    expect(planScreen(law, { ...options, count: 20_000 })).toBeUndefined();
    expect(planScreen(lawOf(3, 5), options)).toBeUndefined();
    // Two halves of a hedge lose nothing but what a screen cannot see.
    const hedge = {
      lower: Float64Array.of(0.04, 0.04, 1e-12),
      means: new Float64Array(2),
      exposures: Float64Array.of(1e6, -1e6),
      seed: [1, 0],
    } as const;
    expect(planScreen(hedge, options)).toBeUndefined();
    for (const one of [hedge, lawOf(3, 5)]) {
      expectSameBits(worstLosses(one, options), worstOfAll(one, options));
    }
  });

  test.each([
    [3, 1e-321, 10_000],
    [8, 1e-322, 10_000],
    [20, 2e-323, 100],
  ])(
    "of %d assets of %d each, which rounding moves by more than the screen's bound, has the losses of all",
    (assets, exposure, count) => {
      const law = { ...lawOf(assets, 0.02), exposures: new Float64Array(assets).fill(exposure) };
      const options = { scenarios: 100_000, count };
      expectSameBits(worstLosses(law, options), worstOfAll(law, options));
      expect(planScreen(law, options)).toBeUndefined();
    },
  );

  test("computes all losses where too few reach the limit", () => {
    const law = lawOf(3, 0.04);
    const options = { scenarios: 70_000, count: 700 };
    const plan = planScreen(law, options)!;
    const limit = worstOfAll(law, { ...options, count: 699 })[0]!;
    expectSameBits(worstLosses(law, options, { ...plan, limit }), worstOfAll(law, options));
  });
});
