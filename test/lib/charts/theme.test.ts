import { describe, expect, it } from "vitest";
import { contrastRatio, mostReadable } from "../../../lib/charts/contrast.ts";
import { seriesColours, themes } from "../../../lib/charts/theme.ts";
import { smallestDistance } from "./colour-deficiency.ts";

describe.each(Object.entries(themes))("the %s theme", (_, theme) => {
  it("has at least 3:1 contrast for every mark and 4.5:1 for every text", () => {
    for (const colour of [...theme.series, theme.gain, theme.loss, theme.total]) {
      expect(contrastRatio(colour, theme.background), colour).toBeGreaterThanOrEqual(3);
    }
    for (const colour of [theme.ink, theme.muted]) {
      expect(contrastRatio(colour, theme.background), colour).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrastRatio(theme.muted, theme.shade)).toBeGreaterThanOrEqual(4);
  });

  it.each(["none", "protanopia", "deuteranopia", "tritanopia"] as const)(
    "tells series apart by at least 14 CIELAB units, and gain, loss and total: %s",
    (deficiency) => {
      expect(smallestDistance(theme.series, deficiency)).toBeGreaterThan(14);
      expect(smallestDistance([theme.gain, theme.loss, theme.total], deficiency)).toBeGreaterThan(
        14,
      );
      expect(smallestDistance(theme.diverging, deficiency)).toBeGreaterThan(14);
    },
  );
});

it("contrastRatio is 21 for black on white, either way, and 1 for the same", () => {
  expect(contrastRatio("#000000", "#ffffff")).toBeCloseTo(21, 10);
  expect(contrastRatio("rgb(255, 255, 255)", "#000000")).toBeCloseTo(21, 10);
  expect(contrastRatio("#123456", "#123456")).toBe(1);
  expect(() => contrastRatio("red", "#000000")).toThrow(/must be #rrggbb or rgb/);
});

it("mostReadable picks the candidate that stands out", () => {
  expect(mostReadable(["#000000", "#ffffff"], "#222222")).toBe("#ffffff");
  expect(mostReadable(["#000000", "#ffffff"], "#dddddd")).toBe("#000000");
});

it("seriesColours refuses more series than a reader can tell apart", () => {
  const names = Array.from({ length: 8 }, (_, i) => `asset ${i}`);
  expect(() => seriesColours(names, themes.light)).toThrow("at most 7 series to be told apart: 8");
});
