import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blackScholes } from "../../../lib/instruments/black-scholes.ts";
import { black76 } from "../../../lib/instruments/black76.ts";
import type { EuropeanOption } from "../../../lib/instruments/european-option.ts";
import {
  type ImpliedVolatility,
  impliedVolatility,
  type OptionQuote,
} from "../../../lib/instruments/implied-volatility.ts";
import { expectClose } from "../expect-close.ts";

const forward = 100;
const volatilityOf = (found: ImpliedVolatility): number =>
  found.found ? found.volatility : Number.NaN;

describe("impliedVolatility", () => {
  test("returns the volatility of out-of-the-money prices to 1e-9 and better: 1 day to 5 years, 1 to 300 %, wings", () => {
    let [tried, worst] = [0, 0];
    for (const days of [1, 2, 7, 30, 91, 365, 730, 1825]) {
      for (const volatility of [0.01, 0.03, 0.1, 0.3, 0.6, 0.9, 1.5, 3]) {
        const deviation = volatility * Math.sqrt(days / 365);
        for (let wing = -20; wing <= 20; wing += 0.5) {
          const strike = forward * Math.exp(wing * deviation);
          const kind = wing < 0 ? "put" : "call";
          const option = { kind, strike, years: days / 365 } as const;
          const price = black76(option, { forward, rate: 0.04, volatility });
          const found = volatilityOf(impliedVolatility(option, { price, forward, rate: 0.04 }));
          const error = Math.abs(found / volatility - 1);
          expect(error, JSON.stringify({ option, volatility, price, found })).toBeLessThan(1e-12);
          worst = Math.max(worst, error);
          tried++;
        }
      }
    }
    expect(tried).toBe(8 * 8 * 81);
    expect(worst).toBeGreaterThan(0);
  });

  test("in the money is as precise as the price: within what its rounding leaves open", () => {
    for (const days of [1, 30, 365]) {
      for (const volatility of [0.1, 0.6, 2]) {
        for (let wing = -7; wing <= 7; wing += 0.5) {
          const strike = forward * Math.exp(wing * volatility * Math.sqrt(days / 365));
          const kind = wing < 0 ? "call" : "put";
          const option = { kind, strike, years: days / 365 } as const;
          const price = black76(option, { forward, rate: 0, volatility });
          const found = impliedVolatility(option, { price, forward, rate: 0 });
          if (!found.found) {
            expect(Math.abs(wing)).toBeGreaterThan(6);
            expect(found.code).toBe("no-time-value");
            continue;
          }
          const tolerance = 1e-13 * volatility + 4 * found.rounding;
          const subject = JSON.stringify({ option, volatility });
          expectClose(found.volatility, volatility, { absolute: tolerance, subject });
        }
      }
    }
  });

  test("passes QuantLib's grid of 12,600 prices", () => {
    // QuantLib test-suite/europeanoption.cpp, testImpliedVol: error of volatility or, where that is
    // not determined, relative error of price, at most 1e-6.
    let tried = 0;
    for (const kind of ["call", "put"] as const) {
      for (const strike of [90, 99.5, 100, 100.5, 110]) {
        for (const days of [36, 180, 360, 1080]) {
          for (const spot of [90, 95, 99.9, 100, 100.1, 105, 110]) {
            for (const assetYield of [0.01, 0.05, 0.1]) {
              for (const rate of [0.01, 0.05, 0.1]) {
                for (const volatility of [0.01, 0.2, 0.3, 0.7, 0.9]) {
                  const option = { kind, strike, years: days / 360 };
                  const price = blackScholes(option, { spot, rate, assetYield, volatility });
                  const there = spot * Math.exp((rate - assetYield) * option.years);
                  const found = impliedVolatility(option, { price, forward: there, rate });
                  const back = {
                    forward: there,
                    rate,
                    volatility: found.found ? found.volatility : 0,
                  };
                  const error = Math.min(
                    Math.abs(back.volatility - volatility),
                    price === 0 ? 0 : Math.abs(black76(option, back) / price - 1),
                  );
                  expect(error, JSON.stringify({ option, spot, volatility })).toBeLessThan(1e-10);
                  tried++;
                }
              }
            }
          }
        }
      }
    }
    expect(tried).toBe(12_600);
  });

  test("gives Hull's implied volatility", () => {
    // J. Hull, Options, futures and other derivatives, section on implied volatilities: spot 21, strike
    // 20, three months, rate 10 %, price 1.875; 0.235 there.
    const option = { kind: "call", strike: 20, years: 0.25 } as const;
    const there = 21 * Math.exp(0.1 * 0.25);
    const found = impliedVolatility(option, { price: 1.875, forward: there, rate: 0.1 });
    expectClose(volatilityOf(found), 0.235, { absolute: 5e-4, subject: "volatility" });
  });

  test("gives Deribit's mark volatility from its mark price in coin", () => {
    // Ticker of BTC-27SEP24-40000-C in ccxt pull request 19908; the price has four digits.
    const option = { kind: "call", strike: 40_000, years: 0.88249899695586 } as const;
    const price = 0.2169 * 39_165.86;
    const found = volatilityOf(impliedVolatility(option, { price, forward: 39_165.86, rate: 0 }));
    expectClose(found, 0.6086, { absolute: 2e-4, subject: "volatility" });
  });

  const option: EuropeanOption = { kind: "call", strike: 80, years: 0.5 };
  const quote: OptionQuote = { price: 25, forward, rate: 0 };
  const refusals: readonly [string, Partial<EuropeanOption>, Partial<OptionQuote>][] = [
    ["no-price", {}, { price: Number.NaN }],
    ["no-price", {}, { price: undefined as unknown as number }],
    ["below-intrinsic", {}, { price: 19.99 }],
    ["below-intrinsic", {}, { price: -1 }],
    ["below-intrinsic", { strike: 120 }, { price: -1e-300 }],
    ["below-intrinsic", {}, { price: -Infinity }],
    ["below-intrinsic", { years: 0 }, { price: 19 }],
    ["no-time-value", {}, { price: 20 }],
    ["no-time-value", {}, { price: 20 + 3e-15 }],
    ["no-time-value", { strike: 120 }, { price: 0 }],
    ["no-time-value", {}, { price: 0, forward: 0 }],
    ["above-bound", {}, { price: 100 }],
    ["above-bound", {}, { price: Infinity }],
    ["above-bound", { kind: "put" }, { price: 80 }],
    ["above-bound", { kind: "put" }, { price: 79.5, rate: 0.02 }],
    ["above-bound", {}, { price: 1e-5, forward: 0 }],
    ["expired", { years: 0 }, { price: 25 }],
    ["expired", { years: 0 }, { price: 20 }],
  ];
  test.each(refusals)("answers %s for %j at %j instead of throwing", (code, changed, moved) => {
    const found = impliedVolatility({ ...option, ...changed }, { ...quote, ...moved });
    expect(found).toMatchObject({ found: false, code });
    expect(found.found ? "" : found.message).toContain("no volatility gives this price");
  });

  test("refuses what is no option and no forward", () => {
    expect(() => impliedVolatility({ ...option, strike: 0 }, quote)).toThrow("strike");
    expect(() => impliedVolatility(option, { ...quote, forward: Number.NaN })).toThrow("forward");
    expect(() => impliedVolatility(option, { ...quote, rate: Number.NaN })).toThrow("rate");
  });

  test("never throws for a number as price and always gives the price back", () => {
    const draws = fc.record({
      kind: fc.constantFrom("call" as const, "put" as const),
      strike: fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      years: fc.double({ min: 1e-6, max: 30, noNaN: true }),
      price: fc.double({ min: 0, max: 120 }),
    });
    fc.assert(
      fc.property(draws, ({ price, ...any }) => {
        const found = impliedVolatility(any, { price, forward, rate: 0 });
        if (!found.found) return;
        const back = black76(any, { forward, rate: 0, volatility: found.volatility });
        const subject = JSON.stringify({ ...any, price });
        expectClose(back, price, { relative: 2e-12, absolute: 1e-300, subject });
      }),
      { numRuns: 400 },
    );
  });
});
