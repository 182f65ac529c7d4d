import { describe, expect, test } from "vitest";
import { returnSeries } from "../../../lib/market/return-window.ts";
import { normalQuantile } from "../../../lib/math/normal-quantile.ts";
import { jumpDiffusionTail } from "../../../lib/var/jump-diffusion-tail.ts";
import { jumpDiffusionVar } from "../../../lib/var/jump-diffusion-var.ts";
import golden from "../../golden/simulated-var.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { realLogReturns } from "../market/real-returns.ts";

const eth = returnSeries(realLogReturns(), "ETH").values;
const options = {
  confidence: 0.99,
  horizonDays: 10,
  unit: "fraction",
  paths: 10_000,
  seed: 8,
} as const;

describe("jumpDiffusionTail", () => {
  test("has the quantiles and tail means that quadrature gives", () => {
    for (const { asset, law, tails } of golden.jumpDiffusions) {
      for (const { confidence, horizonDays, valueAtRisk, expectedShortfall } of tails) {
        const found = jumpDiffusionTail(law, { confidence, horizonDays });
        const subject = `${asset}, ${confidence}, ${horizonDays} days`;
        expectClose(found.valueAtRisk, valueAtRisk, { relative: 1e-9, subject });
        expectClose(found.expectedShortfall, expectedShortfall, { relative: 1e-9, subject });
      }
    }
  });

  test("without jumps is lognormal, and rises with confidence", () => {
    const law = {
      annualGrowth: 0.125,
      annualVolatility: 0.5,
      jumpsPerYear: 0,
      meanLogJump: 0,
      logJumpDeviation: 0,
    };
    const at = (confidence: number) => jumpDiffusionTail(law, { confidence, horizonDays: 365 });
    expectClose(at(0.95).valueAtRisk, -Math.expm1(0.5 * normalQuantile(0.05)), {
      relative: 1e-12,
      subject: "a year",
    });
    expect(at(0.99).valueAtRisk).toBeGreaterThan(at(0.95).valueAtRisk);
    expect(at(0.95).expectedShortfall).toBeGreaterThan(at(0.95).valueAtRisk);
  });

  test("refuses laws without diffusion and more jumps than it can count", () => {
    const law = golden.jumpDiffusions[0]!.law;
    const of =
      (changed: object, horizonDays = 1) =>
      () =>
        jumpDiffusionTail({ ...law, ...changed }, { confidence: 0.95, horizonDays });
    expect(of({ annualVolatility: 0 })).toThrow("annualVolatility must be a positive number: 0");
    expect(of({ logJumpDeviation: 1e300 })).toThrow("law must stay in the range of numbers");
    expect(of({ jumpsPerYear: -1 })).toThrow("jumpsPerYear must be zero or");
    expect(of({}, 3650)).toThrow("expected jumps must be at most 500");
    expect(of({}, 0.5)).toThrow("horizonDays must be an integer of at least 1: 0.5");
  });
});

describe("jumpDiffusionVar", () => {
  test("draws what the exact tail of its own fit says, independent or in pairs", () => {
    for (const sampling of ["independent", "antithetic"] as const) {
      const found = jumpDiffusionVar(eth, { ...options, sampling });
      const exact = jumpDiffusionTail(found.fit.law, options);
      expectClose(found.valueAtRisk, exact.valueAtRisk, {
        absolute: 4 * found.standardError,
        subject: `VaR, ${sampling}`,
      });
      expectClose(found.expectedShortfall, exact.expectedShortfall, {
        absolute: 4 * found.expectedShortfallStandardError,
        subject: `expected shortfall, ${sampling}`,
      });
      expect(found).toMatchObject({
        method: "Monte Carlo, jump-diffusion",
        horizonDays: 10,
        observations: eth.length,
        paths: 10_000,
        seed: 8,
      });
    }
  });

  test("passes on what the fit warns of, and refuses units that returns do not have", () => {
    const btc = returnSeries(realLogReturns(), "BTC").values;
    const { warnings } = jumpDiffusionVar(btc, { ...options, paths: 1_000 });
    expect(warnings.map(({ code }) => code)).toEqual(["frequent-jumps"]);
    expect(() => jumpDiffusionVar(btc, { ...options, unit: "USD" })).toThrow("unit must be one of");
    expect(() => jumpDiffusionVar(btc, { ...options, paths: 10 })).toThrow("at least 100");
  });
});
