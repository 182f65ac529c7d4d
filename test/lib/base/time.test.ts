import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, dayNumber, isIsoDate, isoDate } from "../../../lib/base/time.ts";

describe("an ISO date", () => {
  test("exists in the calendar", () => {
    expect(["2020-02-29", "2019-12-31", "1970-01-01"].every(isIsoDate)).toBe(true);
    const wrong = ["2021-02-29", "2020-13-01", "2020-1-1", "20200101", "", "2020-01-01T00:00Z"];
    expect(wrong.filter(isIsoDate)).toEqual([]);
  });

  test("counts days from 1970-01-01", () => {
    expect(dayNumber("1970-01-01")).toBe(0);
    expect(dayNumber("2020-03-12")).toBe(18333);
  });

  test("counts the days that Date counts, from the year 0 to 9999", () => {
    for (let day = -719_528; day < 2_932_897; day += 131) expect(dayNumber(isoDate(day))).toBe(day);
    const ends = ["0000-01-01", "0000-02-29", "1900-02-28", "1900-03-01", "9999-12-31"];
    for (const end of ends) expect(dayNumber(end)).toBe(Date.parse(end) / 86_400_000);
    const wrong = ["1900-02-29", "2100-02-29", "2021-04-31", "2021-00-10", "2021-01-00"];
    expect(wrong.filter(isIsoDate)).toEqual([]);
  });

  test("that does not exist is refused by name", () => {
    expect(() => dayNumber("2021-02-29")).toThrow(
      new RangeError('date must be YYYY-MM-DD and exist: "2021-02-29"'),
    );
  });

  test("round-trips through its day number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (day) => dayNumber(isoDate(day)) === day),
    );
  });

  test("moves over month, year and leap day", () => {
    expect(addDays("2020-02-28", 1)).toBe("2020-02-29");
    expect(addDays("2020-01-01", -1)).toBe("2019-12-31");
  });
});
