import { describe, expect, test } from "vitest";
import { averageCorrelation, correlationMatrix } from "../../../lib/market/correlation-matrix.ts";
import { sliceReturns } from "../../../lib/market/return-window.ts";
import { rollingAverageCorrelation } from "../../../lib/market/rolling-average-correlation.ts";
import golden from "../../golden/dependence.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { majorReturns } from "./major-returns.ts";
import { panelOf } from "./panels.ts";

const relative = golden.tolerance.rel;

describe("rollingAverageCorrelation", () => {
  const found = rollingAverageCorrelation(majorReturns(), { window: 60 });

  test.each(golden.rolling60)("agrees with numpy on $date", ({ date, average }) => {
    expectClose(found.values[found.dates.indexOf(date)]!, average, { relative, subject: date });
  });

  test("is the average correlation of each window by itself", () => {
    const panel = sliceReturns(majorReturns(), { from: "2022-10-01", to: "2022-11-30" });
    const rolling = rollingAverageCorrelation(panel, { window: 10 });
    expect(rolling.dates.length).toBe(52);
    rolling.dates.forEach((date, t) => {
      const window = sliceReturns(panel, { from: panel.dates[t]!, to: date });
      const matrix = correlationMatrix(window, { method: "pearson", missing: "complete" });
      expectClose(rolling.values[t]!, averageCorrelation(matrix), { relative, subject: date });
    });
  });

  test("is NaN where an asset stands still inside the window, and nowhere else", () => {
    const rows = [
      [1, 2],
      [2, 5],
      [3, 5],
      [1, 5],
      [2, 6],
    ];
    const { values } = rollingAverageCorrelation(panelOf(["A", "B"], rows), { window: 3 });
    expect([...values].map(Number.isNaN)).toEqual([false, true, false]);
  });

  test("refuses one asset, a missing return, a window longer than the panel", () => {
    const rows = [
      [1, 2],
      [2, 5],
      [3, 4],
    ];
    const single = panelOf(["A"], [[1], [2], [3]]);
    expect(() => rollingAverageCorrelation(single, { window: 3 })).toThrow("at least 2 assets: 1");
    expect(() => rollingAverageCorrelation(panelOf(["A", "B"], rows), { window: 4 })).toThrow(
      "at least 4 observations: 3",
    );
    const gap = panelOf(["A", "B"], [...rows, [Number.NaN, 1]]);
    expect(() => rollingAverageCorrelation(gap, { window: 3 })).toThrow("A on 2021-01-04 must be");
  });
});
