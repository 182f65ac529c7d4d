import { describe, expect, test } from "vitest";
import { brownianModel } from "../../../lib/market/paths/brownian-model.ts";
import { hestonModel } from "../../../lib/market/paths/heston-model.ts";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import { normalDistribution } from "../../../lib/math/normal-distribution.ts";
import { normalQuantile } from "../../../lib/math/normal-quantile.ts";
import { pathVar } from "../../../lib/var/path-var.ts";
import { expectClose } from "../expect-close.ts";

const model = brownianModel({
  assets: ["BTC"],
  start: [30_000],
  periodsPerYear: 365,
  drift: { measure: "real-world", annualGrowth: [0.18] },
  annualVolatility: [0.6],
});
const options = {
  confidence: 0.99,
  horizonDays: 10,
  unit: "USD",
  exposures: [1_000],
  when: "end",
  paths: 10_000,
  seed: 7,
} as const;
const spread = 0.6 * Math.sqrt(10 / 365);

describe("pathVar", () => {
  test("meets the lognormal closed form of VaR and expected shortfall", () => {
    const z = normalQuantile(0.01);
    const exact = -1_000 * Math.expm1(z * spread);
    // Growth is half the variance: the log price has no drift, its mean exponential is above 1.
    const kept = Math.exp(spread ** 2 / 2) * normalDistribution(z - spread);
    const shortfall = 1_000 * (1 - kept / 0.01);
    for (const sampling of ["independent", "antithetic"] as const) {
      const found = pathVar(model, { ...options, sampling });
      expectClose(found.valueAtRisk, exact, {
        absolute: 4 * found.standardError,
        subject: `VaR, ${sampling}`,
      });
      expectClose(found.expectedShortfall, shortfall, {
        absolute: 4 * found.expectedShortfallStandardError,
        subject: `expected shortfall, ${sampling}`,
      });
      expect(found).toMatchObject({ steps: 10, paths: 10_000, seed: 7, unit: "USD" });
      expect(found.method).toBe("Monte Carlo, geometric Brownian motion");
      expect(found.warnings.map(({ code }) => code)).toEqual(["known-parameters"]);
    }
  });

  test("sees more on the way than at the end: the reflection principle, steps being days", () => {
    const found = pathVar(model, { ...options, when: "worst" });
    // P(min <= b) = 2 P(end <= b), b moved in by 0.5826 of a step's deviation: what days miss.
    const level = normalQuantile(0.005) * spread + 0.5826 * 0.6 * Math.sqrt(1 / 365);
    const exact = -1_000 * Math.expm1(level);
    expectClose(found.valueAtRisk, exact, {
      absolute: 4 * found.standardError + 0.01 * exact,
      subject: "interim VaR",
    });
    expect(found.valueAtRisk).toBeGreaterThan(pathVar(model, options).valueAtRisk);
    expect(found.method).toBe("Monte Carlo, geometric Brownian motion, worst on the way");
  });

  test("nets a long against a short in what moves as one, and is homogeneous", () => {
    const twins = brownianModel({
      assets: ["A", "B"],
      start: [1, 1],
      periodsPerYear: 365,
      drift: { measure: "real-world", annualGrowth: [0, 0] },
      annualVolatility: [0.6, 0.6],
      correlation: matrixFromRows([
        [1, 1],
        [1, 1],
      ]),
    });
    const small = { ...options, paths: 500 };
    const hedged = pathVar(twins, { ...small, exposures: [100, -100] });
    expect(Math.abs(hedged.valueAtRisk)).toBeLessThan(1e-10);
    const [once, twice] = [1, 2].map((k) => pathVar(twins, { ...small, exposures: [k, k] }));
    expectClose(twice!.valueAtRisk, 2 * once!.valueAtRisk, { relative: 1e-12, subject: "twice" });
    expect(once!.expectedShortfall).toBeGreaterThanOrEqual(once!.valueAtRisk);
  });

  test("passes on what the model warns of", () => {
    const heston = hestonModel({
      assets: ["BTC"],
      start: [1],
      periodsPerYear: 365,
      drift: { measure: "real-world", annualGrowth: [0] },
      variances: [
        {
          initialVariance: 0.5,
          meanReversion: 2,
          longRunVariance: 0.4,
          volatilityOfVariance: 2,
          correlation: -0.2,
        },
      ],
    });
    const { warnings } = pathVar(heston, { ...options, paths: 200 });
    expect(warnings.map(({ code }) => code)).toEqual(["thin-tail", "known-parameters", "feller"]);
  });

  test("refuses prices' own measure, horizons between steps, wrong exposures and too few paths", () => {
    const of = (changed: object) => () => pathVar(model, { ...options, paths: 200, ...changed });
    expect(of({ exposures: [1, 2] })).toThrow("exposures must have one number per asset, 1: 2");
    expect(of({ when: "start" })).toThrow("when must be one of end, worst");
    expect(of({ paths: 50 })).toThrow("at least 100 observations at confidence 0.99: 50");
    expect(of({ sampling: "antithetic", paths: 201 })).toThrow("paths must be even");
    const weekly = { ...model, periodsPerYear: 365 / 7 };
    expect(() => pathVar(weekly, options)).toThrow("whole number of the model's steps");
    const priced = { ...model, measure: "risk-neutral" as const };
    expect(() => pathVar(priced, options)).toThrow("must be real-world for a VaR: risk-neutral");
  });
});
