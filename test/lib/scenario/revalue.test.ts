import { describe, expect, test } from "vitest";
import { volatilityAt } from "../../../lib/instruments/volatility-at.ts";
import { shockMarket } from "../../../lib/scenario/revalue.ts";
import { expectClose } from "../expect-close.ts";
import { frozen, market } from "../portfolio/fixtures.ts";

const point = { expiry: "2022-06-24", price: 41_000 };

describe("shockMarket", () => {
  const full = frozen({
    ...market,
    mark: { BTC: 40_200 },
    forward: { BTC: [point], ETH: 3_100 },
    volatility: { BTC: 0.6, ETH: 0.8 },
  });

  test("moves spot, mark and forward of the assets named, and nothing else", () => {
    expect(shockMarket(full, new Map([["BTC", -0.25]]))).toEqual({
      ...full,
      spot: { ...market.spot, BTC: 30_000 },
      mark: { BTC: 30_150 },
      forward: { BTC: [{ ...point, price: 30_750 }], ETH: 3_100 },
    });
    expect(shockMarket(full, new Map([["ETH", 1]])).forward).toEqual({ BTC: [point], ETH: 6_200 });
  });

  test("gives the market itself for no returns, and for assets that it does not hold", () => {
    expect(shockMarket(full, new Map())).toEqual(full);
    expect(shockMarket(market, new Map())).toEqual(market);
    expect(shockMarket(full, new Map([["DOGE", -0.5]]))).toEqual(full);
    expect(shockMarket(full, new Map([["constructor", -0.5]]))).toEqual(full);
  });

  test("moves volatility, carry and the perpetual's basis where a move says so", () => {
    const move = {
      return: -0.1,
      volatility: { relative: 0.5 },
      carry: -0.3,
      perpetualBasis: -0.05,
    };
    const after = shockMarket(full, new Map([["BTC", move]]));
    expectClose(volatilityAt(after.volatility!.BTC!, { strike: 1, years: 1 }), 0.9, {
      absolute: 1e-15,
      subject: "volatility",
    });
    expect(after.volatility!.ETH).toBe(0.8);
    expect(after.carry).toEqual({ BTC: -0.3 });
    expectClose(after.mark!.BTC!, 40_200 * 0.9 * 0.95, { relative: 1e-15, subject: "mark" });
    const again = shockMarket(after, new Map([["BTC", move]]));
    expect(again.carry).toEqual({ BTC: -0.6 });
    expectClose(volatilityAt(again.volatility!.BTC!, { strike: 1, years: 1 }), 1.35, {
      absolute: 1e-15,
      subject: "volatility",
    });
  });

  test("makes a mark from spot where only the basis moves", () => {
    const after = shockMarket(market, new Map([["ETH", { return: 0, perpetualBasis: 0.01 }]]));
    expect(after.mark).toEqual({ ETH: 3_030 });
  });

  test("refuses moves that are no moves", () => {
    const moved = (move: object) => () =>
      shockMarket(full, new Map([["BTC", { return: 0, ...move }]]));
    expect(moved({ return: -1.01 })).toThrow("return of BTC must be at least -1: -1.01");
    expect(moved({ return: Number.NaN })).toThrow("return of BTC must be finite");
    expect(moved({ carry: Number.NaN })).toThrow("carry of BTC must be finite");
    expect(moved({ perpetualBasis: -1 })).toThrow("perpetualBasis of BTC must be above -1");
    expect(moved({ volatility: { relative: Infinity } })).toThrow("volatility.relative of BTC");
    expect(moved({ volatility: { absolute: Number.NaN } })).toThrow("volatility.absolute of BTC");
  });
});
