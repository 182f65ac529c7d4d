import { describe, expect, test } from "vitest";
import { black76 } from "../../../lib/instruments/black76.ts";
import { assetOrNothing, cashOrNothing } from "../../../lib/instruments/digital-option.ts";
import { expectClose } from "../expect-close.ts";

const market = { forward: 100, rate: 0.03, volatility: 0.5 };

describe("digital options", () => {
  test("give Haug's cash-or-nothing put, 10 paid", () => {
    // E. Haug (1998), p. 88, as in QuantLib test-suite/digitaloption.cpp; tolerance 1e-4.
    const option = { kind: "put", strike: 80, years: 0.75 } as const;
    const found = 10 * cashOrNothing(option, { forward: 100, rate: 0.06, volatility: 0.35 });
    expectClose(found, 2.671, { absolute: 1e-4, subject: "price" });
  });

  test("give Haug's asset-or-nothing put", () => {
    // E. Haug (1998), p. 90, as in QuantLib test-suite/digitaloption.cpp; tolerance 1e-4.
    const option = { kind: "put", strike: 65, years: 0.5 } as const;
    const forward = 70 * Math.exp((0.07 - 0.05) * 0.5);
    const found = assetOrNothing(option, { forward, rate: 0.07, volatility: 0.27 });
    expectClose(found, 20.2069, { absolute: 1e-4, subject: "price" });
  });

  test("give Haug's gap call as a difference of the two", () => {
    // E. Haug (1998), p. 88, as in QuantLib test-suite/digitaloption.cpp; tolerance 1e-4.
    const option = { kind: "call", strike: 50, years: 0.5 } as const;
    const terms = { forward: 50 * Math.exp(0.09 * 0.5), rate: 0.09, volatility: 0.2 };
    const found = assetOrNothing(option, terms) - 57 * cashOrNothing(option, terms);
    expectClose(found, -0.0053, { absolute: 1e-4, subject: "price" });
  });

  test("make up the European option: asset less strike × cash", () => {
    for (const kind of ["call", "put"] as const) {
      for (const strike of [20, 99, 100, 300]) {
        const option = { kind, strike, years: 0.7 };
        const parts = assetOrNothing(option, market) - strike * cashOrNothing(option, market);
        const price = black76(option, market) * (kind === "call" ? 1 : -1);
        expectClose(parts, price, { absolute: 1e-12, subject: `${kind} ${strike}` });
      }
    }
  });

  test("are minus the slope of the European option in its strike", () => {
    const option = { kind: "call", strike: 110, years: 0.7 } as const;
    const at = (strike: number): number => black76({ ...option, strike }, market);
    const slope = (at(110.001) - at(109.999)) / 0.002;
    expectClose(cashOrNothing(option, market), -slope, { relative: 1e-8, subject: "slope" });
  });

  test("pay or do not at expiry, and half at a forward equal to the strike", () => {
    const at = (strike: number): number[] =>
      (["call", "put"] as const).flatMap((kind) => [
        cashOrNothing({ kind, strike, years: 0 }, market),
        assetOrNothing({ kind, strike, years: 0 }, market),
      ]);
    expect(at(90)).toEqual([1, 100, 0, 0]);
    expect(at(110)).toEqual([0, 0, 1, 100]);
    expect(at(100)).toEqual([0.5, 50, 0.5, 50]);
    const dead = { ...market, forward: 0 };
    expect(cashOrNothing({ kind: "put", strike: 1, years: 0 }, dead)).toBe(1);
    expect(assetOrNothing({ kind: "call", strike: 1, years: 1 }, dead)).toBe(0);
  });
});
