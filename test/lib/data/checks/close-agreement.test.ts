import { expect, test } from "vitest";
import { findDisagreement } from "../../../../lib/data/checks/close-agreement.ts";
import type { FigureTable } from "../../../../lib/data/figure-table.ts";

const daily: FigureTable = {
  kind: "daily",
  times: ["2020-01-01", "2020-01-02"],
  assets: ["ETH", "BTC"],
  cells: [
    ["100", "1000"],
    ["", "1000"],
  ],
};

function hourly(close: string): FigureTable {
  const times = ["2020-01-01T22:00Z", "2020-01-01T23:00Z"];
  const cells = [
    ["9999", "1", "500"],
    [close, close, close],
  ];
  return { kind: "hourly", times, assets: ["BTC"], cells };
}

test("compares the 23:00 close with the daily close of the same asset, and no other hour", () => {
  expect(findDisagreement(hourly("1049"), daily)).toEqual([]);
  expect(findDisagreement(hourly("940"), daily)).toEqual([
    {
      check: "close agreement",
      asset: "BTC",
      from: "2020-01-01T23:00Z",
      to: "2020-01-01T23:00Z",
      message: "hourly close 940, daily close 1000: -6.00 % apart",
    },
  ]);
});

test("has nothing to say of an asset or a day without a daily close", () => {
  const other = { ...hourly("940"), assets: ["SOL"] };
  expect(findDisagreement(other, daily)).toEqual([]);
  const missing = {
    ...hourly("940"),
    assets: ["ETH"],
    times: ["2020-01-02T22:00Z", "2020-01-02T23:00Z"],
  };
  expect(findDisagreement(missing, daily)).toEqual([]);
});
