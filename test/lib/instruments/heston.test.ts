import { describe, expect, test } from "vitest";
import { blackScholes } from "../../../lib/instruments/black-scholes.ts";
import type { OptionKind } from "../../../lib/instruments/european-option.ts";
import { heston } from "../../../lib/instruments/heston.ts";
import golden from "../../golden/option-prices.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";

const { lewis } = golden;

describe("heston", () => {
  test.each(lewis.rows)("gives Lewis's prices at strike $strike", ({ strike, call, put }) => {
    const { years, model, tolerance } = lewis;
    for (const [kind, price] of [["call", call] as const, ["put", put] as const]) {
      const found = heston({ kind, strike, years }, model);
      expectClose(found, price, { relative: tolerance, subject: kind });
    }
  });

  test.each(golden.heston)(
    "agrees with 40 digits: $kind $strike, $years years, correlation $correlation",
    (row) => {
      const found = heston({ ...row, kind: row.kind as OptionKind }, row);
      expectClose(found, row.price, { relative: 1e-13, subject: "price" });
    },
  );

  test("is blackScholes when the variance neither moves nor is off its mean", () => {
    const option = { kind: "call", strike: 130, years: 0.5 } as const;
    const still = { ...lewis.model, initialVariance: 0.25, volatilityOfVariance: 0 };
    const price = blackScholes(option, { ...lewis.model, volatility: 0.5 });
    expectClose(heston(option, still), price, { relative: 1e-14, subject: "price" });
  });

  test("approaches the certain variance as its volatility goes to 0, without a step", () => {
    const option = { kind: "put", strike: 70, years: 1 } as const;
    const at = (omega: number): number =>
      heston(option, { ...lewis.model, correlation: 0, volatilityOfVariance: omega });
    for (const omega of [1e-3, 1e-5, 1e-8]) {
      const tolerance = { relative: omega ** 2 + 1e-12, subject: `omega ${omega}` };
      expectClose(at(omega), at(0), tolerance);
    }
  });

  test("keeps relative precision far out, where prices are positive and convex in the strike", () => {
    for (const years of [1 / 365, 0.1, 1]) {
      const prices = [150, 200, 250, 300, 350].map((strike) =>
        heston({ kind: "call", strike, years }, { ...lewis.model, initialVariance: 0.5 }),
      );
      for (let i = 1; i < prices.length - 1; i++) {
        expect(prices[i]).toBeGreaterThan(0);
        expect(prices[i - 1]! - 2 * prices[i]! + prices[i + 1]!).toBeGreaterThan(0);
      }
    }
  });

  test("stays inside the range where moments are finite, however narrow", () => {
    // Witness as above: the two Gil-Pelaez integrals at 30 digits, mpmath; tolerance 1e-11.
    const wild = {
      ...{ spot: 100, rate: 0, assetYield: 0, initialVariance: 0.0013670316951425866 },
      longRunVariance: 1.2725490245362836,
      meanReversion: 0.13647117799892544,
      volatilityOfVariance: 8.103029746402546,
      correlation: -0.9535800683471753,
    };
    const at = (strike: number): number =>
      heston({ kind: "call", strike, years: 7.084286861874849 }, wild);
    expectClose(at(99.99), 10.6710346528405, { relative: 1e-11, subject: "below" });
    expectClose(at(100), 10.66353390579598, { relative: 1e-11, subject: "at" });
    expectClose(at(110), 3.88656113205306, { relative: 1e-11, subject: "above" });
  });

  test("is 0, not NaN, where no double holds the price", () => {
    const still = { ...lewis.model, initialVariance: 1e-4, longRunVariance: 1e-4 };
    const model = { ...still, volatilityOfVariance: 1e-3, correlation: -1 };
    expect(heston({ kind: "call", strike: 200, years: 1 / 365 }, model)).toBe(0);
    expect(heston({ kind: "put", strike: 50, years: 1 / 365 }, model)).toBe(0);
  });

  test("keeps put-call parity and is the payoff at expiry and of a coin worth nothing", () => {
    const price = (kind: OptionKind, years: number, spot = 100): number =>
      heston({ kind, strike: 90, years }, { ...lewis.model, spot });
    const parity = 100 * Math.exp(-0.06) - 90 * Math.exp(-0.03);
    const found = price("call", 3) - price("put", 3);
    expectClose(found, parity, { absolute: 1e-12, subject: "parity" });
    expect([price("call", 0), price("put", 0)]).toEqual([10, 0]);
    expect([price("call", 0, 0), price("put", 0, 0)]).toEqual([0, 90]);
  });

  test("refuses a correlation beyond 1 and negative variances", () => {
    const option = { kind: "call", strike: 90, years: 1 } as const;
    expect(() => heston(option, { ...lewis.model, correlation: 1.1 })).toThrow("[-1, 1]: 1.1");
    expect(() => heston(option, { ...lewis.model, correlation: Number.NaN })).toThrow("NaN");
    expect(() => heston(option, { ...lewis.model, initialVariance: -1 })).toThrow("initialVar");
  });
});
