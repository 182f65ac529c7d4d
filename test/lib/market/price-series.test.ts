import { expect, test } from "vitest";
import { priceSeries } from "../../../lib/market/price-series.ts";
import { smallHistory } from "./histories.ts";

test("gives the closes of one asset, NaN where there is none", () => {
  expect([...priceSeries(smallHistory(), "BBB")]).toEqual([10, Number.NaN, Number.NaN, 40]);
});

test("gives a copy: writing to it leaves the history alone", () => {
  const history = smallHistory();
  priceSeries(history, "AAA")[0] = 99;
  expect(history).toEqual(smallHistory());
});

test("refuses an asset that is not held, and names those that are", () => {
  expect(() => priceSeries(smallHistory(), "DDD")).toThrow(
    'asset must be one of AAA, BBB, CCC: "DDD"',
  );
});
