import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import { fixedRiskSize } from "../../../lib/sizing/fixed-risk-size.ts";
import { kellyFraction, kellyLeverage } from "../../../lib/sizing/kelly.ts";
import { riskParity } from "../../../lib/sizing/risk-parity.ts";
import { volatilityTargetSize } from "../../../lib/sizing/volatility-target.ts";
import { expectClose } from "../expect-close.ts";

describe("fixedRiskSize", () => {
  const trade = { entryPrice: 1.001, stopPrice: 1, equity: 1e6, riskFraction: 0.001 };

  // nautechsystems/nautilus_trader@a95c8042b0 crates/risk/src/sizing.rs: 1,000,000 units in lots of 1,000.
  test("is Nautilus's: a thousand at risk over a pip of a thousandth is a million", () => {
    const sized = fixedRiskSize({ ...trade, lotSize: 1000, maxQuantity: 1e6 });
    expectClose(sized, 1e6, { absolute: 1e-6, subject: "quantity" });
  });

  test("loses the fraction at the stop, fees included, long or short", () => {
    for (const stopPrice of [38_000, 42_000]) {
      const feeRate = 0.0005;
      const long = { entryPrice: 40_000, stopPrice, equity: 1e6, riskFraction: 0.02, feeRate };
      const quantity = fixedRiskSize(long);
      const lost = quantity * (2000 + feeRate * (40_000 + stopPrice));
      expectClose(lost, 20_000, { relative: 1e-12, subject: "loss" });
    }
  });

  test("rounds down to lots and keeps the cap", () => {
    const btc = { entryPrice: 40_000, stopPrice: 38_900, equity: 1e6, riskFraction: 0.02 };
    expectClose(fixedRiskSize({ ...btc, lotSize: 0.1 }), 18.1, {
      relative: 1e-12,
      subject: "lots",
    });
    expect(fixedRiskSize({ ...btc, maxQuantity: 5 })).toBe(5);
    expect(() => fixedRiskSize({ ...btc, stopPrice: 40_000 })).toThrow(
      "stopPrice must differ from entryPrice 40000: 40000",
    );
    expect(() => fixedRiskSize({ ...btc, riskFraction: 2 })).toThrow(
      "riskFraction must be in (0, 1)",
    );
  });
});

describe("kelly", () => {
  test("stakes a fifth on a coin of 60 %, nothing without an edge, all on a sure thing", () => {
    expectClose(kellyFraction({ probability: 0.6, odds: 1 }), 0.2, {
      absolute: 1e-12,
      subject: "fraction",
    });
    expect(kellyFraction({ probability: 0.4, odds: 1 })).toBe(0);
    expect(kellyFraction({ probability: 1, odds: 3 })).toBe(1);
  });

  test("grows fastest: no other stake has a higher expected log", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (probability, odds, other) => {
          const growth = (f: number) =>
            probability * Math.log1p(f * odds) + (1 - probability) * Math.log1p(-f);
          const best = kellyFraction({ probability, odds });
          expect(growth(best)).toBeGreaterThanOrEqual(growth(other) - 1e-12);
        },
      ),
    );
  });

  test("is excess return over variance in continuous time", () => {
    expectClose(kellyLeverage({ excessReturn: -0.2, volatility: 0.5 }), -0.8, {
      relative: 1e-15,
      subject: "leverage",
    });
    expect(() => kellyLeverage({ excessReturn: 0.1, volatility: 0 })).toThrow("volatility must be");
  });
});

describe("volatilityTargetSize", () => {
  const target = {
    equity: 1e6,
    targetAnnualVolatility: 0.15,
    periodVolatility: 0.03,
    periodsPerYear: 365,
    maxLeverage: 3,
  };

  test("is target over annual volatility, on a year of 365 days", () => {
    const { leverage, notional, capped } = volatilityTargetSize(target);
    expectClose(leverage, 0.2617119612951069, { relative: 1e-12, subject: "leverage" });
    expectClose(notional, 261_711.96129510688, { relative: 1e-12, subject: "notional" });
    expect(capped).toBe(false);
  });

  test("is capped where the asset hardly moves", () => {
    const still = volatilityTargetSize({ ...target, periodVolatility: 0 });
    expect(still).toEqual({ leverage: 3, notional: 3e6, capped: true });
  });
});

describe("riskParity", () => {
  const covariance = (rows: number[][]) => ({
    assets: rows.map((_, i) => `A${i}`),
    values: matrixFromRows(rows),
  });

  test("is inverse volatility for two assets, whatever their correlation", () => {
    const { weights } = riskParity(
      covariance([
        [0.04, 0.04],
        [0.04, 0.16],
      ]),
    );
    expectClose(weights[0]!, 2 / 3, { absolute: 1e-9, subject: "first" });
    expectClose(weights[1]!, 1 / 3, { absolute: 1e-9, subject: "second" });
  });

  test("gives every asset its budget of the variance, and weights of 1", () => {
    const rows = [
      [0.04, 0.018, -0.01],
      [0.018, 0.09, 0.02],
      [-0.01, 0.02, 0.16],
    ];
    const found = riskParity(covariance(rows), [1, 2, 1]);
    const { weights } = found;
    const marginal = rows.map((row) => row.reduce((sum, c, j) => sum + c * weights[j]!, 0));
    const variance = marginal.reduce((sum, m, i) => sum + m * weights[i]!, 0);
    [0.25, 0.5, 0.25].forEach((budget, i) => {
      expectClose((weights[i]! * marginal[i]!) / variance, budget, {
        absolute: 1e-10,
        subject: `share ${i}`,
      });
    });
    expectClose(weights[0]! + weights[1]! + weights[2]!, 1, { absolute: 1e-14, subject: "sum" });
    expectClose(found.volatility, Math.sqrt(variance), { relative: 1e-12, subject: "volatility" });
  });

  test("names what is no covariance and no budget", () => {
    const twins = covariance([
      [1, 1],
      [1, 1],
    ]);
    expect(() => riskParity(twins)).toThrow("values of covariance must be positive definite");
    const nearly = covariance([
      [1, -0.99999999],
      [-0.99999999, 1],
    ]);
    expect(() => riskParity(nearly, [0.1, 0.9])).toThrow("must let the weights settle");
    expect(() => riskParity(covariance([[1]]), [0])).toThrow(
      "budgets[0] must be a positive number: 0",
    );
  });
});
