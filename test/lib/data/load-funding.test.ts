import { expect, test } from "vitest";
import { loadFunding } from "../../../lib/data/load-funding.ts";
import { openData } from "../../../lib/data/open-data.ts";
import { matrixColumn } from "../../../lib/math/matrix.ts";
import { dataRoot } from "./data-set.ts";

const data = openData({ root: dataRoot });

test("gives the day's funding as a signed fraction of notional", () => {
  const { dates, assets, rates } = loadFunding(data, { from: "2020-03-13", to: "2020-03-13" });
  expect([dates, assets]).toEqual([["2020-03-13"], ["BTC", "ETH"]]);
  expect([...rates.values]).toEqual([-0.00381451, -0.00299769]);
});

test("adds up over the whole span to what numpy adds up", () => {
  const { rates } = loadFunding(data);
  const sums = [0, 1].map((j) => matrixColumn(rates, j).reduce((sum, rate) => sum + rate, 0));
  // Python csv and numpy 2: 0.55603765 and 0.69413141 exactly at the eight decimals of the file.
  expect(sums.map((sum) => sum.toFixed(8))).toEqual(["0.55603765", "0.69413141"]);
});

test("refuses an asset without funding, and a date before the first", () => {
  expect(() => loadFunding(data, { assets: ["SOL"] })).toThrow(
    'asset "SOL" is not in funding-daily; the data holds BTC, ETH',
  );
  expect(() => loadFunding(data, { from: "2019-12-31" })).toThrow(
    "from 2019-12-31 is before the data: 2020-01-01 to 2023-06-30",
  );
});

test("says so when a data set has no funding at all", () => {
  const files = data.manifest.files.filter(({ kind }) => kind !== "funding");
  expect(() => loadFunding({ ...data, manifest: { format: 1, files } })).toThrow(
    "the data holds no file of kind funding",
  );
});
