import { describe, expect, test } from "vitest";
import { black76 } from "../../../lib/instruments/black76.ts";
import { sviAt, sviDensityFactor } from "../../../lib/instruments/svi.ts";
import { expectClose } from "../expect-close.ts";

// Axel Vogt's smile, as in Gatheral and Jacquier (2014), example 3.1, one year; rounded there.
const vogt = { a: -0.041, b: 0.1331, rho: 0.306, m: 0.3586, sigma: 0.4153 };

describe("sviAt", () => {
  test("gives the at-the-money variance and skew of Vogt's smile", () => {
    // Gatheral and Jacquier (2014), section 4.1: v = 0.01742625, psi = -0.1752111; parameters are
    // rounded to four digits, tolerance 1e-5 and 1e-3.
    const { variance, slope } = sviAt(vogt, 0);
    expectClose(variance, 0.01742625, { absolute: 1e-5, subject: "v" });
    const skew = slope / (2 * Math.sqrt(variance));
    expectClose(skew, -0.1752111, { absolute: 1e-3, subject: "psi" });
  });

  test("has the slopes that differences show", () => {
    for (const k of [-2, -0.1, 0.3586, 1.5]) {
      const [low, here, high] = [k - 1e-4, k, k + 1e-4].map((at) => sviAt(vogt, at));
      const slope = (high!.variance - low!.variance) / 2e-4;
      expectClose(here!.slope, slope, { absolute: 1e-8, subject: "slope" });
      const curvature = (high!.slope - low!.slope) / 2e-4;
      expectClose(here!.curvature, curvature, { absolute: 1e-8, subject: "curvature" });
    }
  });
});

describe("sviDensityFactor", () => {
  test("is the density of the price that call prices imply, but for its lognormal factor", () => {
    const price = (k: number): number => {
      const strike = 100 * Math.exp(k);
      const volatility = Math.sqrt(sviAt(vogt, k).variance);
      return black76({ kind: "call", strike, years: 1 }, { forward: 100, rate: 0, volatility });
    };
    for (const k of [-0.5, 0, 0.2, 0.8]) {
      const strike = 100 * Math.exp(k);
      const step = 0.05;
      const at = (change: number): number => price(Math.log((strike + change) / 100));
      const density = (at(step) - 2 * at(0) + at(-step)) / (step * step);
      const { variance } = sviAt(vogt, k);
      const d2 = (-k - variance / 2) / Math.sqrt(variance);
      const lognormal = Math.exp((-d2 * d2) / 2) / (strike * Math.sqrt(2 * Math.PI * variance));
      const subject = `density at ${k}`;
      expectClose(sviDensityFactor(vogt, k) * lognormal, density, { absolute: 1e-7, subject });
    }
  });

  test("falls below 0 for Vogt's smile, whose butterflies cost less than nothing", () => {
    expect(sviDensityFactor(vogt, 0.8)).toBeLessThan(0);
    expect(sviDensityFactor(vogt, 0)).toBeGreaterThan(0);
  });
});
