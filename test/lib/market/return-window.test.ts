import { describe, expect, test } from "vitest";
import {
  completeRows,
  returnSeries,
  selectReturns,
  sliceReturns,
} from "../../../lib/market/return-window.ts";
import { matrixToRows } from "../../../lib/math/matrix.ts";
import { panelOf } from "./panels.ts";

const panel = panelOf(
  ["AAA", "BBB", "CCC"],
  [
    [0.1, NaN, 1],
    [0.2, 0.02, 2],
    [0.3, 0.03, NaN],
    [0.4, 0.04, 4],
  ],
);

describe("returnSeries", () => {
  test("is the asset's column, missing returns included, with dates and kind", () => {
    const series = returnSeries(panel, "BBB");
    expect(series).toMatchObject({ kind: "simple", asset: "BBB", dates: panel.dates });
    expect([...series.values]).toEqual([NaN, 0.02, 0.03, 0.04]);
  });

  test("refuses an asset that the panel does not hold, naming those it holds", () => {
    expect(() => returnSeries(panel, "DDD")).toThrow('asset must be one of AAA, BBB, CCC: "DDD"');
  });
});

describe("completeRows", () => {
  test("keeps the dates on which all have a return, and names the dropped", () => {
    const { panel: complete, droppedDates } = completeRows(panel, ["CCC", "BBB"]);
    expect(complete.assets).toEqual(["CCC", "BBB"]);
    expect(complete.dates).toEqual(["2021-01-02", "2021-01-04"]);
    expect(matrixToRows(complete.values)).toEqual([
      [2, 0.02],
      [4, 0.04],
    ]);
    expect(droppedDates).toEqual(["2021-01-01", "2021-01-03"]);
  });

  test("ignores gaps of assets that were not asked for", () => {
    expect(completeRows(panel, ["AAA"]).droppedDates).toEqual([]);
  });
});

describe("selectReturns", () => {
  test("takes columns in the order asked", () => {
    expect(matrixToRows(selectReturns(panel, ["CCC", "AAA"]).values)[1]).toEqual([2, 0.2]);
  });

  test("refuses nothing, repeats and unknowns", () => {
    expect(() => selectReturns(panel, [])).toThrow("assets must name at least one asset: none");
    expect(() => selectReturns(panel, ["AAA", "AAA"])).toThrow(
      'assets must name each asset once: "AAA"',
    );
    expect(() => selectReturns(panel, ["X"])).toThrow('asset must be one of AAA, BBB, CCC: "X"');
  });
});

describe("sliceReturns", () => {
  test("includes both ends; an end left out stays open", () => {
    const middle = sliceReturns(panel, { from: "2021-01-02", to: "2021-01-03" });
    expect(middle.dates).toEqual(["2021-01-02", "2021-01-03"]);
    expect(matrixToRows(middle.values)[0]).toEqual([0.2, 0.02, 2]);
    expect(sliceReturns(panel, { from: "2021-01-03" }).dates).toHaveLength(2);
    expect(sliceReturns(panel, {})).toEqual(panel);
  });

  test("refuses dates outside the panel, dates that do not exist, and an empty part", () => {
    expect(() => sliceReturns(panel, { to: "2022-01-01" })).toThrow(
      "to must be from 2021-01-01 to 2021-01-04: 2022-01-01",
    );
    expect(() => sliceReturns(panel, { from: "2021-02-30" })).toThrow("date must be YYYY-MM-DD");
    expect(() => sliceReturns(panel, { from: "2021-01-03", to: "2021-01-02" })).toThrow(
      "panel has no returns from 2021-01-03 to 2021-01-02",
    );
  });
});
