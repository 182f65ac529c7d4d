import { describe, expect, test } from "vitest";
import { findErrors, findPeculiarities } from "../../../../lib/data/checks/check-figures.ts";
import type { SourceFigure } from "../../../../lib/data/checks/source-figure.ts";
import { figureTimes } from "../../../../lib/data/figure-time.ts";
import type { FigureKind } from "../../../../lib/data/manifest.ts";

/** BTC closes from 2020-01-01 on, a line each below the header. */
function closes(...texts: string[]): SourceFigure[] {
  const times = figureTimes("daily", ["2020-01-01", "2020-12-31"]);
  return texts.map((text, i) => ({
    line: i + 2,
    column: "BTC",
    time: times[i]!,
    asset: "BTC",
    field: "close",
    text,
  }));
}

function bar(open: string, high: string, low: string, close: string): SourceFigure[] {
  return Object.entries({ open, high, low, close }).map(([field, text]) => ({
    line: 5,
    column: field,
    time: "2020-01-01T00:00Z",
    asset: "BTC",
    field,
    text,
  }));
}

function errors(figures: readonly SourceFigure[], kind: FigureKind = "daily"): string[] {
  return findErrors(kind, figures).map(({ path, rule, value }) => `${path} ${rule}: ${value}`);
}

describe("findErrors", () => {
  test("finds none in plain positive figures, however they are written", () => {
    expect(errors(closes("1", "0.5", ".5", "1.", "1e-7", "2.5E+3"))).toEqual([]);
  });

  test.each([
    "NaN",
    "Infinity",
    "-Infinity",
    "null",
    "n/a",
    "1,234.5",
    "1e999",
    "0x10",
    "+1",
    "1 2",
  ])("refuses %s with line, column and value", (text) => {
    expect(errors(closes("1", text))).toEqual([
      `line 3, column BTC must be a finite number in plain digits, or empty: "${text}"`,
    ]);
  });

  test.each(["0", "-3", "-0.0", "0.000"])("refuses the price %s, but not as a rate", (text) => {
    expect(errors(closes("1", text))).toEqual([
      `line 3, column BTC must be a positive price: ${text}`,
    ]);
    expect(errors(closes("1", text), "funding")).toEqual([]);
  });

  test("refuses a figure given twice, with both lines", () => {
    const [first, second] = closes("1", "2");
    expect(errors([first!, second!, { ...second!, line: 9 }])).toEqual([
      "line 9, column BTC must give each figure once: BTC at 2020-01-02 stands on line 3 already",
    ]);
  });

  test("refuses lines out of the order of time, each asset by itself", () => {
    const [first, second] = closes("1", "2");
    expect(errors([second!, { ...first!, line: 4 }])).toEqual([
      "line 4 must be in the order of time: 2020-01-01 comes after 2020-01-02",
    ]);
    const other = { ...first!, asset: "ETH", line: 4 };
    expect(errors([second!, other])).toEqual([]);
  });

  test("refuses bars that cannot be", () => {
    expect(errors(bar("2", "3", "1", "2"), "hourly")).toEqual([]);
    expect(errors(bar("1", "1", "1", "1"), "hourly")).toEqual([]);
    expect(errors(bar("2", "1", "3", "2"), "hourly")).toEqual([
      "line 5, BTC must have a high of at least its low: 1 and 3",
    ]);
    expect(errors(bar("4", "3", "1", "0.5"), "hourly")).toEqual([
      "line 5, BTC must have its open within low and high: 4 in 1 to 3",
      "line 5, BTC must have its close within low and high: 0.5 in 1 to 3",
    ]);
  });
});

/** Findings in a daily file of one asset, empty text for a missing day. */
function daily(...texts: string[]): string[] {
  return findings(
    "daily",
    texts.map((text) => [text]),
  );
}

function findings(kind: FigureKind, cells: string[][]): string[] {
  const start = kind === "hourly" ? "2020-01-01T00:00Z" : "2020-01-01";
  const end = kind === "hourly" ? "2020-01-31T00:00Z" : "2020-12-31";
  const times = figureTimes(kind, [start, end]).slice(0, cells.length);
  return findPeculiarities({ kind, times, assets: ["BTC"], cells }).map(
    ({ check, from, to, message }) => `${check} ${from} ${to} ${message}`,
  );
}

describe("findPeculiarities", () => {
  test("finds nothing peculiar in an ordinary week", () => {
    expect(daily("100", "101", "99", "99", "103", "90", "110")).toEqual([]);
  });

  test("reports a gap between prices, not the days before the first", () => {
    expect(daily("", "100", "", "", "101", "")).toEqual([
      "gap 2020-01-03 2020-01-04 no figure for 2 days",
    ]);
  });

  test("reports a jump just above the bound of 0.5, not just below, both ways", () => {
    // exp(0.5) = 1.64872..., exp(-0.5) = 0.60653...
    expect(daily("100", "164.87")).toEqual([]);
    expect(daily("100", "60.66")).toEqual([]);
    expect(daily("100", "164.88")).toEqual(["jump 2020-01-02 2020-01-02 100 to 164.88, +64.88 %"]);
    expect(daily("100", "60.65")).toEqual(["jump 2020-01-02 2020-01-02 100 to 60.65, -39.35 %"]);
  });

  test("reports no jump over a gap: there is no day to blame", () => {
    expect(daily("100", "", "300")).toEqual(["gap 2020-01-02 2020-01-02 no figure for 1 day"]);
  });

  test("reports the same close three days in a row, not two, and the whole run once", () => {
    expect(daily("100", "100", "101", "101")).toEqual([]);
    expect(daily("99", "100", "100.0", "100", "100", "101")).toEqual([
      "stale run 2020-01-02 2020-01-05 the same close of 100 for 4 days",
    ]);
    expect(daily("99", "100", "100", "100")).toHaveLength(1);
  });

  test("takes days without figures for no stale run", () => {
    expect(daily("99", "", "", "", "100")).toEqual([
      "gap 2020-01-02 2020-01-04 no figure for 3 days",
    ]);
  });

  test("reports hourly stale runs from six hours on", () => {
    const hours = (count: number): string[][] => Array(count).fill(["2", "1", "1.5"]);
    expect(findings("hourly", hours(5))).toEqual([]);
    expect(findings("hourly", hours(6))).toEqual([
      "stale run 2020-01-01T00:00Z 2020-01-01T05:00Z the same close of 1.5 for 6 hours",
    ]);
  });

  test("reports a low or high far from the closes around it", () => {
    const around = "the closes around it are 100 to 102";
    const hour = (high: string, low: string): string[] =>
      findings("hourly", [
        ["101", "99", "100"],
        [high, low, "101"],
        ["103", "100", "102"],
      ]);
    expect(hour("204", "50")).toEqual([]);
    expect(hour("104", "49")).toEqual([
      `flash print 2020-01-01T01:00Z 2020-01-01T01:00Z low of 49: ${around}`,
    ]);
    expect(hour("205", "99")).toEqual([
      `flash print 2020-01-01T01:00Z 2020-01-01T01:00Z high of 205: ${around}`,
    ]);
  });

  test("takes a crash that the next close confirms for no flash print", () => {
    expect(
      findings("hourly", [
        ["101", "99", "100"],
        ["101", "40", "80"],
        ["80", "40", "60"],
      ]),
    ).toEqual([]);
  });

  test("reports funding above 1 % a day of either sign, as figures in percent are", () => {
    expect(findings("funding", [["0.01"], ["-0.01"], ["0"]])).toEqual([]);
    expect(findings("funding", [["0.03"], ["-0.011"]])).toEqual([
      "funding size 2020-01-01 2020-01-01 0.03 of notional in one day",
      "funding size 2020-01-02 2020-01-02 -0.011 of notional in one day",
    ]);
  });
});
