import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  figureBlock,
  figureStep,
  figureTime,
  figureTimes,
  isFigureTime,
} from "../../../lib/data/figure-time.ts";

describe("times of figures", () => {
  test.each([
    ["daily", "2020-02-29", true],
    ["daily", "2021-02-29", false],
    ["daily", "2020-02-29T00:00Z", false],
    ["hourly", "2020-03-12T10:00Z", true],
    ["hourly", "2020-03-12T24:00Z", false],
    ["hourly", "2020-03-12T10:30Z", false],
    ["hourly", "2020-02-30T10:00Z", false],
    ["hourly", "2020-03-12", false],
  ] as const)("of kind %s: %s exists is %s", (kind, text, exists) => {
    expect(isFigureTime(kind, text)).toBe(exists);
  });

  test("turn into steps and back, before 1970 too", () => {
    const steps = fc.integer({ min: -200_000, max: 700_000 });
    fc.assert(
      fc.property(steps, fc.constantFrom("daily", "hourly"), (step, kind) => {
        const time = figureTime(kind, step);
        expect(isFigureTime(kind, time)).toBe(true);
        expect(figureStep(kind, time)).toBe(step);
      }),
    );
  });

  test("run hour by hour over midnight, day by day over a leap day", () => {
    expect(figureTimes("hourly", ["2020-02-29T23:00Z", "2020-03-01T00:00Z"])).toEqual([
      "2020-02-29T23:00Z",
      "2020-03-01T00:00Z",
    ]);
    expect(figureTimes("daily", ["2020-02-28", "2020-03-01"])).toHaveLength(3);
    expect(figureTimes("daily", ["2020-03-01", "2020-02-28"])).toEqual([]);
  });

  test("belong to the block of their month, hours to that of their day", () => {
    expect(figureBlock("daily", "2020-03-12")).toBe("2020-03");
    expect(figureBlock("hourly", "2020-03-12T10:00Z")).toBe("2020-03-12");
  });
});
