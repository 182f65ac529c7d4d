import { expect, test } from "vitest";
import { recoverFigure } from "../../../lib/data/recover-figure.ts";

test.each([
  ["4861.67", "4841.67", "a changed digit"],
  ["484167", "4841.67", "a lost point"],
  ["44841.67", "4841.67", "a digit too many"],
  ["0.0003", "-0.0003", "a lost sign"],
  ["5", "", "a figure where there was none"],
])("from %s finds back %j: %s", (now, before) => {
  expect(recoverFigure(now, (text) => text === before)).toBe(before);
});

test("finds nothing when two characters changed, or more than one text fits", () => {
  expect(recoverFigure("4862.67", (text) => text === "4841.67")).toBeUndefined();
  expect(recoverFigure("1.5", (text) => ["1.4", "1.6"].includes(text))).toBeUndefined();
});
