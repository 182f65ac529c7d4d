import { describe, expect, test } from "vitest";
import { black76 } from "../../../lib/instruments/black76.ts";
import { forwardOptionPrice } from "../../../lib/instruments/forward-option-price.ts";
import golden from "../../golden/black76-batch.json" with { type: "json" };
import far from "../../golden/black76-far.json" with { type: "json" };

const options = [...golden.rows, ...far.rows].map((row) => {
  const [side, forward, strike, years, rate, volatility, price] = row as number[];
  return {
    option: { kind: side! > 0 ? "call" : "put", strike: strike!, years: years! },
    market: { forward: forward!, rate: rate!, volatility: volatility! },
    price: price!,
  } as const;
});

describe("forwardOptionPrice", () => {
  test("is within an ulp of the larger of forward and strike of prices of 50 digits and more", () => {
    const wrong = options.flatMap(({ option, market, price }) => {
      const size = Math.max(market.forward, option.strike);
      const error = Math.abs(forwardOptionPrice(option, market) - price) / size;
      return error <= 2 ** -52 ? [] : [{ option, market, price, error }];
    });
    expect(wrong).toEqual([]);
  });

  test("keeps 12 digits of them up to 30 deviations out of the money", () => {
    const wrong = options.flatMap(({ option, market, price }) => {
      if (price < 1e-300) return [];
      const error = Math.abs(forwardOptionPrice(option, market) / price - 1);
      return error <= 1e-12 ? [] : [{ option, market, price, error }];
    });
    expect(wrong).toEqual([]);
  });

  test("has the limits of black76: expiry, no volatility, a coin worth nothing", () => {
    for (const kind of ["call", "put"] as const) {
      for (const forward of [0, 90, 100, 110]) {
        for (const [years, volatility] of [
          [0, 0.5],
          [0.5, 0],
          [0, 0],
        ] as const) {
          const option = { kind, strike: 100, years };
          const market = { forward, rate: 0, volatility };
          expect(forwardOptionPrice(option, market)).toBe(black76(option, market));
        }
      }
    }
    const put = { kind: "put", strike: 100, years: 0.5 } as const;
    expect(forwardOptionPrice(put, { forward: 0, rate: 0, volatility: 0.5 })).toBe(100);
  });

  test("refuses what black76 refuses, in its words", () => {
    const call = { kind: "call", strike: 100, years: 0.5 } as const;
    const market = { forward: 100, rate: 0, volatility: 0.5 };
    for (const option of [
      { ...call, strike: 0 },
      { ...call, years: -1 },
    ]) {
      expect(() => forwardOptionPrice(option, market)).toThrow(RangeError);
    }
    for (const wrong of [{ forward: -1 }, { rate: Number.NaN }, { volatility: -0.1 }]) {
      const refused = { ...market, ...wrong };
      let message = "";
      try {
        black76(call, refused);
      } catch (error) {
        message = (error as Error).message;
      }
      expect(() => forwardOptionPrice(call, refused)).toThrow(message);
    }
  });
});
