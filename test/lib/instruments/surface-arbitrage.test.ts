import { describe, expect, test } from "vitest";
import { surfaceArbitrage } from "../../../lib/instruments/surface-arbitrage.ts";

const calm = { a: 0.01, b: 0.1, rho: -0.4, m: 0.02, sigma: 0.15 };
const slice = (years: number, svi = calm) => ({ years, forward: 40_000, svi });

describe("surfaceArbitrage", () => {
  test("finds nothing in a surface without any", () => {
    const later = { ...calm, a: 0.02 };
    expect(surfaceArbitrage({ slices: [slice(0.1), slice(0.2, later)] })).toEqual([]);
  });

  test("finds the butterfly of Vogt's smile where its density is most negative", () => {
    // Gatheral and Jacquier (2014), example 3.1.
    const vogt = { a: -0.041, b: 0.1331, rho: 0.306, m: 0.3586, sigma: 0.4153 };
    const [found, ...rest] = surfaceArbitrage({ slices: [slice(1, vogt)] });
    expect(rest).toEqual([]);
    expect(found).toMatchObject({ kind: "butterfly", years: 1 });
    expect(found!.moneyness).toBeGreaterThan(0.6);
    expect(found!.moneyness).toBeLessThan(1.2);
  });

  test("finds total variance that falls in time, at the moneyness where it falls most", () => {
    const lower = { ...calm, a: 0.008 };
    const found = surfaceArbitrage({ slices: [slice(0.1), slice(0.2, lower)] });
    expect(found).toMatchObject([{ kind: "calendar", years: 0.2 }]);
    expect(found[0]!.size).toBeCloseTo(0.002, 12);
    const crossing = { ...calm, a: 0.012, b: 0.05 };
    const wings = surfaceArbitrage({ slices: [slice(0.1), slice(0.2, crossing)] });
    expect(wings.map(({ kind }) => kind)).toEqual(["calendar"]);
    expect(Math.abs(wings[0]!.moneyness)).toBeGreaterThan(0.9);
  });

  test("finds wings steeper than 2, and variance that is not a number", () => {
    const steep = { a: 0.5, b: 1.5, rho: 0.5, m: 0, sigma: 0.5 };
    const found = surfaceArbitrage({ slices: [slice(1, steep)] });
    expect(found).toContainEqual({ kind: "wing", years: 1, moneyness: Infinity, size: 0.25 });
    const broken = { ...calm, a: Number.NaN };
    expect(surfaceArbitrage({ slices: [slice(1, broken)] })).not.toEqual([]);
  });
});
