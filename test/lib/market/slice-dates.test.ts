import { describe, expect, test } from "vitest";
import { sliceDates } from "../../../lib/market/slice-dates.ts";
import { matrixToRows } from "../../../lib/math/matrix.ts";
import { smallHistory } from "./histories.ts";

describe("a slice of dates", () => {
  test("includes both ends, across a leap day", () => {
    const slice = sliceDates(smallHistory(), { from: "2020-02-29", to: "2020-03-01" });
    expect(slice.dates).toEqual(["2020-02-29", "2020-03-01"]);
    expect(matrixToRows(slice.closes)).toEqual([
      [2, Number.NaN, Number.NaN],
      [3, Number.NaN, 300],
    ]);
  });

  test("may be one day", () => {
    const slice = sliceDates(smallHistory(), { from: "2020-03-02", to: "2020-03-02" });
    expect(matrixToRows(slice.closes)).toEqual([[4, 40, 400]]);
  });

  test("keeps a side that is left out, and both when both are", () => {
    expect(sliceDates(smallHistory(), {})).toEqual(smallHistory());
    expect(sliceDates(smallHistory(), { from: "2020-03-01" }).dates).toHaveLength(2);
    expect(sliceDates(smallHistory(), { to: "2020-03-01" }).dates).toHaveLength(3);
  });

  test("refuses a date outside the history, one that does not exist, and a turned range", () => {
    const history = smallHistory();
    expect(() => sliceDates(history, { from: "2020-02-27" })).toThrow(
      "date must be within 2020-02-28 to 2020-03-02: 2020-02-27",
    );
    expect(() => sliceDates(history, { to: "2020-02-30" })).toThrow(
      'date must be YYYY-MM-DD and exist: "2020-02-30"',
    );
    expect(() => sliceDates(history, { from: "2020-03-02", to: "2020-03-01" })).toThrow(
      "from must not be after to: 2020-03-02 and 2020-03-01",
    );
  });
});
