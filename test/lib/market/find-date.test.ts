import { expect, test } from "vitest";
import { findDate } from "../../../lib/market/find-date.ts";

test("findDate gives the position of a date in contiguous dates", () => {
  const dates = ["2020-02-28", "2020-02-29", "2020-03-01"];
  expect(dates.map((date) => findDate(dates, date))).toEqual([0, 1, 2]);
});

test("findDate refuses dates with a gap instead of giving a neighbour's row", () => {
  const dates = ["2022-01-07", "2022-01-10", "2022-01-11"];
  const span = "dates must be contiguous and ascending from 2022-01-07 to 2022-01-11";
  expect(() => findDate(dates, "2022-01-08")).toThrow(`${span}: day 2 is 2022-01-10`);
  expect(() => findDate(dates, "2022-01-11")).toThrow(`${span}: day 5 is none`);
  expect(() => findDate(dates, "2022-01-12")).toThrow(
    "date must be within 2022-01-07 to 2022-01-11: 2022-01-12",
  );
});
