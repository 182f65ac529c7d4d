import { expect, test } from "vitest";
import { parseTime } from "../../../workbench/data/source-time.ts";

test.each([
  ["2020-03-12", { date: "2020-03-12", hour: undefined }],
  ["2020-03-12T10:00Z", { date: "2020-03-12", hour: "10" }],
  ["2020-03-12T10:00:00Z", { date: "2020-03-12", hour: "10" }],
  ["2020-03-12T10:00:00.000Z", { date: "2020-03-12", hour: "10" }],
  ["2020-03-12 10:00:00+00:00", { date: "2020-03-12", hour: "10" }],
])("reads %s", (text, time) => {
  expect(parseTime(text)).toEqual(time);
});

test.each([
  "2020-03-12 10:00",
  "2020-03-12T10:30Z",
  "2020-03-12T10:00+01:00",
  "2020-03-12T24:00Z",
  "2020-3-12",
  "2021-02-29",
  "1970-01-01",
  "2100-01-01",
  "1583971200000",
  "",
])("does not guess what %j means", (text) => {
  expect(parseTime(text)).toBeUndefined();
});
