import { describe, expect, test } from "vitest";
import { referencePrice } from "../../../lib/portfolio/contract-market.ts";
import { marketAt, spotPrice } from "../../../lib/portfolio/market.ts";
import { history, market, perpetual } from "./fixtures.ts";

const closes = history({ BTC: [100, 110], SOL: [Number.NaN, 5] });

describe("marketAt", () => {
  test("holds the closes of the date, and only of assets that have one", () => {
    expect(marketAt(closes, "2022-01-01")).toEqual({ asOf: "2022-01-01", spot: { BTC: 100 } });
    expect(marketAt(closes, "2022-01-02").spot).toEqual({ BTC: 110, SOL: 5 });
  });

  test("refuses a date outside the history, naming its span", () => {
    expect(() => marketAt(closes, "2022-01-03")).toThrow("2022-01-01 to 2022-01-02");
  });
});

describe("spotPrice", () => {
  test("names the assets there are when one has no price", () => {
    expect(() => spotPrice(marketAt(closes, "2022-01-01"), "SOL")).toThrow(
      'asset must have a price in the market of 2022-01-01 (BTC): "SOL"',
    );
  });

  test("is 1 for USD and the market's price for a stablecoin", () => {
    expect(spotPrice(market, "USD")).toBe(1);
    expect(spotPrice(market, "USDT")).toBe(0.99);
  });

  test.each([Number.NaN, Infinity, -1])("refuses a price of %d", (price) => {
    const broken = { asOf: "2022-01-01", spot: { BTC: price } };
    expect(() => spotPrice(broken, "BTC")).toThrow(
      `spot price of BTC must be zero or a positive number: ${price}`,
    );
  });

  test("refuses a price that is a text", () => {
    const broken = { asOf: "2022-01-01", spot: { BTC: "5" as unknown as number } };
    expect(() => spotPrice(broken, "BTC")).toThrow(
      'spot price of BTC must be zero or a positive number: "5"',
    );
  });

  test("does not take what every object has for a price", () => {
    expect(() => spotPrice(market, "constructor")).toThrow("must have a price");
  });
});

describe("referencePrice", () => {
  const marked = { ...market, mark: { BTC: 40_100 } };

  test("is spot for spot, mark for a perpetual, and spot where there is no mark", () => {
    expect(referencePrice(marked, { type: "spot", underlying: "BTC" })).toBe(40_000);
    expect(referencePrice(marked, perpetual("BTC"))).toBe(40_100);
    expect(referencePrice(marked, perpetual("ETH"))).toBe(3_000);
  });

  test("refuses a mark that is not a number", () => {
    const broken = { ...market, mark: { BTC: Number.NaN } };
    expect(() => referencePrice(broken, perpetual("BTC"))).toThrow("mark price of BTC must be");
  });
});
