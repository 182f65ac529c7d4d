import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blackScholes } from "../../../lib/instruments/black-scholes.ts";
import { black76 } from "../../../lib/instruments/black76.ts";
import type { EuropeanOption, SpotMarketTerms } from "../../../lib/instruments/european-option.ts";
import { black76Greeks, blackScholesGreeks, type Greeks } from "../../../lib/instruments/greeks.ts";
import { expectClose } from "../expect-close.ts";

type Terms = EuropeanOption & SpotMarketTerms;

const draws = fc.record({
  kind: fc.constantFrom("call" as const, "put" as const),
  strike: fc.double({ min: 40, max: 250, noNaN: true }),
  years: fc.double({ min: 0.02, max: 3, noNaN: true }),
  spot: fc.double({ min: 60, max: 160, noNaN: true }),
  rate: fc.double({ min: -0.05, max: 0.15, noNaN: true }),
  assetYield: fc.double({ min: -0.05, max: 0.15, noNaN: true }),
  volatility: fc.double({ min: 0.1, max: 2, noNaN: true }),
});

/** Fourth-order central difference of a figure in one of the terms. */
function slope(
  figure: (terms: Terms) => number,
  terms: Terms,
  by: keyof SpotMarketTerms | "years",
) {
  const deviation = Math.min(0.3, terms.volatility * Math.sqrt(terms.years));
  const step = by === "rate" ? 2e-3 : terms[by] * (by === "spot" ? 0.01 * deviation : 2e-3);
  const at = (count: number): number => figure({ ...terms, [by]: terms[by] + count * step });
  return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step);
}

const price = (terms: Terms): number => blackScholes(terms, terms);
const greek =
  (name: keyof Greeks) =>
  (terms: Terms): number =>
    blackScholesGreeks(terms, terms)[name];

/** What each greek is the derivative of, in what, and in which unit. */
const twins: readonly [
  keyof Greeks,
  (terms: Terms) => number,
  "spot" | "volatility" | "years" | "rate",
  number,
][] = [
  ["delta", price, "spot", 1],
  ["gamma", greek("delta"), "spot", 1],
  ["vegaPerVolPoint", price, "volatility", 0.01],
  ["thetaPerDay", price, "years", -1 / 365],
  ["rhoPerRatePoint", price, "rate", 0.01],
  ["vannaPerVolPoint", greek("delta"), "volatility", 0.01],
  ["volgaPerVolPoint", greek("vegaPerVolPoint"), "volatility", 0.01],
  ["charmPerDay", greek("delta"), "years", -1 / 365],
];

describe("blackScholesGreeks", () => {
  test.each(twins)(
    "has %s as a derivative that finite differences confirm",
    (name, of, by, unit) => {
      fc.assert(
        fc.property(draws, (terms) => {
          const found = blackScholesGreeks(terms, terms)[name];
          const twin = slope(of, terms, by) * unit;
          const scale =
            Math.abs(unit) * (of === price ? terms.spot : 1) * (by === "spot" ? 0.01 : 1);
          const tolerance = { relative: 2e-7, absolute: 2e-7 * scale };
          expectClose(found, twin, { ...tolerance, subject: `${name} ${JSON.stringify(terms)}` });
        }),
        { numRuns: 60 },
      );
    },
  );

  test("has a premium-adjusted delta of delta - price / spot", () => {
    fc.assert(
      fc.property(draws, (terms) => {
        const { premiumAdjustedDelta, delta, price: paid } = blackScholesGreeks(terms, terms);
        const subject = "premium-adjusted delta";
        expectClose(premiumAdjustedDelta, delta - paid / terms.spot, { absolute: 1e-13, subject });
      }),
    );
  });

  test("solves the equation of Black, Scholes and Merton", () => {
    fc.assert(
      fc.property(draws, (terms) => {
        const { spot, rate, assetYield, volatility } = terms;
        const g = blackScholesGreeks(terms, terms);
        const convexity = (volatility ** 2 * spot ** 2 * g.gamma) / 2;
        const left = g.thetaPerDay * 365 + convexity + (rate - assetYield) * spot * g.delta;
        expectClose(left, rate * g.price, { absolute: 1e-10, subject: JSON.stringify(terms) });
      }),
    );
  });

  // E. Haug, The complete guide to option pricing formulas (1998), pp. 11-16, as in QuantLib
  // test-suite/europeanoption.cpp, testGreekValues; tolerance 1e-4 (per unit there, per point here).
  const haug: readonly [keyof Greeks, number, Terms, number][] = [
    ["delta", 1, terms("call", 100, 0.5, 105, 0.1, 0.1, 0.36), 0.5946],
    ["delta", 1, terms("put", 100, 0.5, 105, 0.1, 0.1, 0.36), -0.3566],
    ["gamma", 1, terms("call", 60, 0.75, 55, 0.1, 0, 0.3), 0.0278],
    ["gamma", 1, terms("put", 60, 0.75, 55, 0.1, 0, 0.3), 0.0278],
    ["vegaPerVolPoint", 100, terms("call", 60, 0.75, 55, 0.1, 0, 0.3), 18.9358],
    ["vegaPerVolPoint", 100, terms("put", 60, 0.75, 55, 0.1, 0, 0.3), 18.9358],
    ["thetaPerDay", 365, terms("put", 405, 1 / 12, 430, 0.07, 0.05, 0.2), -31.1924],
    ["thetaPerDay", 1, terms("put", 405, 1 / 12, 430, 0.07, 0.05, 0.2), -0.0855],
    ["rhoPerRatePoint", 100, terms("call", 75, 1, 72, 0.09, 0, 0.19), 38.7325],
  ];
  test.each(haug)("gives Haug's %s (× %d)", (name, factor, option, expected) => {
    const found = blackScholesGreeks(option, option)[name] * factor;
    expectClose(found, expected, { absolute: 1e-4, subject: name });
  });

  test("gives Hull's greeks of a call", () => {
    // J. Hull, Options, futures and other derivatives, chapter on the Greek letters: spot 49, strike 50,
    // 20 weeks, rate 5 %, volatility 20 %; tolerance of the digits there.
    const call = terms("call", 50, 0.3846, 49, 0.05, 0, 0.2);
    const found = blackScholesGreeks(call, call);
    expectClose(found.price, 2.4, { absolute: 5e-3, subject: "price" });
    expectClose(found.delta, 0.522, { absolute: 5e-4, subject: "delta" });
    expectClose(found.gamma, 0.066, { absolute: 5e-4, subject: "gamma" });
    expectClose(found.vegaPerVolPoint, 0.121, { absolute: 5e-4, subject: "vega" });
    expectClose(found.thetaPerDay, -0.0118, { absolute: 5e-5, subject: "theta" });
    expectClose(found.rhoPerRatePoint, 0.0891, { absolute: 5e-5, subject: "rho" });
  });

  test("is the payoff's delta and carry at expiry, in and out of the money", () => {
    const at = terms("call", 90, 0, 100, 0.05, 0, 0.5);
    expect(blackScholesGreeks(at, at)).toEqual({
      price: 10,
      delta: 1,
      premiumAdjustedDelta: 0.9,
      gamma: 0,
      vegaPerVolPoint: 0,
      thetaPerDay: (-0.05 * 90) / 365,
      rhoPerRatePoint: 0,
      vannaPerVolPoint: 0,
      volgaPerVolPoint: 0,
      charmPerDay: 0,
    });
    const out = terms("put", 90, 0, 100, 0.05, 0.02, 0.5);
    expect(Object.values(blackScholesGreeks(out, out))).toEqual(Array(10).fill(0));
  });

  test("reaches its limits, never NaN, without time, volatility or worth", () => {
    for (const kind of ["call", "put"] as const) {
      for (const strike of [50, 100, 200]) {
        for (const [years, volatility, spot] of [
          [0, 0.5, 100],
          [0, 0, 100],
          [1, 0, 100],
          [1, 0.5, 0],
          [1e-12, 1e-6, 100],
          [1e3, 5, 100],
        ] as const) {
          for (const carry of [-0.02, 0, 0.02]) {
            const at = terms(kind, strike, years, spot, carry, 0, volatility);
            const found = Object.values(blackScholesGreeks(at, at));
            expect(found.some(Number.isNaN), JSON.stringify([at, found])).toBe(false);
          }
        }
      }
    }
  });

  test("at the money approaches at expiry what it is at expiry", () => {
    const at = (years: number): Greeks => {
      const option = terms("call", 100, years, 100, 0, 0, 0.5);
      return blackScholesGreeks(option, option);
    };
    const [near, there] = [at(1e-14), at(0)];
    expect(there.delta).toBe(0.5);
    expectClose(near.delta, 0.5, { absolute: 1e-5, subject: "delta" });
    expect([there.gamma, there.thetaPerDay, there.charmPerDay]).toEqual([
      Infinity,
      -Infinity,
      -Infinity,
    ]);
    expect(near.gamma).toBeGreaterThan(1e3);
    expect(near.thetaPerDay).toBeLessThan(-1e3);
    expect(near.charmPerDay).toBeLessThan(-1);
  });
});

describe("black76Greeks", () => {
  // Deribit's ticker of BTC-27SEP24-40000-C at 1699593511632 ms, printed in ccxt pull request 19908
  // (2023-11-10); mark volatility 0.6086 on a future at 39165.86; tolerances as rounded there.
  const option = { kind: "call", strike: 40_000, years: 0.88249899695586 } as const;
  const market = { forward: 39_165.86, rate: 0, volatility: 0.6086 };

  test("gives Deribit's mark price in coin, delta, gamma, vega and theta", () => {
    const g = black76Greeks(option, market);
    expectClose(g.price / market.forward, 0.2169, { absolute: 5e-5, subject: "mark price" });
    expectClose(g.delta, 0.59833, { absolute: 2e-5, subject: "delta" });
    expectClose(g.gamma, 2e-5, { absolute: 5e-6, subject: "gamma" });
    expectClose(g.vegaPerVolPoint, 142.30124, { absolute: 2e-3, subject: "vega" });
    expectClose(g.thetaPerDay, -13.4441, { absolute: 2e-3, subject: "theta" });
    expectClose(g.premiumAdjustedDelta, 0.38143, { absolute: 5e-5, subject: "premium-adjusted" });
  });

  test("gives Deribit's rho when spot stands at the forward", () => {
    const { forward: spot, volatility } = market;
    const g = blackScholesGreeks(option, { spot, rate: 0, assetYield: 0, volatility });
    expectClose(g.rhoPerRatePoint, 131.82621, { absolute: 4e-3, subject: "rho" });
  });

  test("has the rho of discounting alone", () => {
    const terms = { ...market, rate: 0.04 };
    const at = (rate: number): number => black76(option, { ...terms, rate });
    const twin = ((at(0.041) - at(0.039)) / 0.002) * 0.01;
    const found = black76Greeks(option, terms).rhoPerRatePoint;
    expectClose(found, twin, { relative: 1e-6, subject: "rho" });
  });
});

function terms(
  kind: "call" | "put",
  strike: number,
  years: number,
  spot: number,
  rate: number,
  assetYield: number,
  volatility: number,
): Terms {
  return { kind, strike, years, spot, rate, assetYield, volatility };
}
