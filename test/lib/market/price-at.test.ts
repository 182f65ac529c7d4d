import { expect, test } from "vitest";
import { priceAt, pricesOn } from "../../../lib/market/price-at.ts";
import { smallHistory } from "./histories.ts";

test("priceAt gives the close of an asset on a date, NaN where there is none", () => {
  expect(priceAt(smallHistory(), { asset: "CCC", date: "2020-03-01" })).toBe(300);
  expect(priceAt(smallHistory(), { asset: "CCC", date: "2020-02-29" })).toBeNaN();
});

test("pricesOn gives only the assets that have a price that day", () => {
  expect(pricesOn(smallHistory(), "2020-03-01")).toEqual(
    new Map([
      ["AAA", 3],
      ["CCC", 300],
    ]),
  );
});

test("both refuse a date outside the history, priceAt an unknown asset", () => {
  const outside = "date must be within 2020-02-28 to 2020-03-02: 2020-03-03";
  expect(() => priceAt(smallHistory(), { asset: "AAA", date: "2020-03-03" })).toThrow(outside);
  expect(() => pricesOn(smallHistory(), "2020-03-03")).toThrow(outside);
  expect(() => priceAt(smallHistory(), { asset: "X", date: "2020-03-01" })).toThrow(
    'asset must be one of AAA, BBB, CCC: "X"',
  );
});

test("a history without dates has no price", () => {
  const empty = {
    dates: [],
    assets: ["AAA"],
    closes: { rows: 0, columns: 1, values: new Float64Array() },
  };
  expect(() => pricesOn(empty, "2020-03-01")).toThrow("the history has no dates: 2020-03-01");
});
