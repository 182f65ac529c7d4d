import { describe, expect, it } from "vitest";
import type { LinesData } from "../../../lib/charts/lines-data.ts";
import { type PriceLinesOptions, priceLines } from "../../../lib/charts/price-lines.ts";
import { type Drawing, draw, wide } from "./draw.ts";

const dates = ["2022-05-05", "2022-05-06", "2022-05-07", "2022-05-08", "2022-05-09"];
const data: LinesData = {
  dates,
  series: [
    { name: "BTC", values: [40_000, 39_000, Number.NaN, 36_000, 30_000] },
    { name: "LUNA", values: Float64Array.of(Number.NaN, 80, 70, 60, 0.004) },
  ],
};
const options: PriceLinesOptions = { unit: "usd", source: "data/daily-close.csv" };

function drawn(extra: object = {}, frame = wide): Drawing {
  return draw(priceLines(data, { ...options, ...extra, frame }), frame);
}

describe("priceLines", () => {
  it("draws a line per asset and a missing price as a gap in it", () => {
    const [btc, luna] = drawn().paths("line");
    expect(btc!.match(/M/g)).toHaveLength(2);
    expect(luna!.match(/M/g)).toHaveLength(1);
    expect(drawn().paths("line")).toHaveLength(2);
  });

  it("leaves out a series that the reader switched off", () => {
    expect(drawn({}, { ...wide, hidden: ["BTC"] } as typeof wide).paths("line")).toHaveLength(1);
  });

  it("labels the price axis with its unit", () => {
    expect(drawn().texts("axis-title")).toEqual(["price, USD"]);
    expect(drawn().texts("y-axis tick label")).toContain("$40k");
    expect(drawn({ unit: "indexed" }).texts("axis-title")).toEqual(["index, first price = 100"]);
  });

  it("indexes each asset to 100 at its own first price", () => {
    const svg = drawn({ unit: "indexed", scale: "linear" });
    const [btc, luna] = svg.paths("line");
    const firstY = (path: string): string => /^M[\d.]+,([\d.]+)/.exec(path)![1]!;
    expect(firstY(luna!)).toBe(firstY(btc!));
  });

  it("puts equal distances to equal ratios on a log scale", () => {
    const steady = { dates: dates.slice(0, 3), series: [{ name: "A", values: [10, 100, 1000] }] };
    const frame = { width: 720, theme: "light" } as const;
    const path = draw(priceLines(steady, { ...options, scale: "log", frame })).paths("line")[0]!;
    const [a, b, c] = [...path.matchAll(/,([\d.]+)/g)].map((match) => Number(match[1]));
    expect(b! - a!).toBeCloseTo(c! - b!, 1);
  });

  it("says in words where each asset began and ended", () => {
    expect(priceLines(data, { ...options, frame: wide }).ariaDescription).toBe(
      "BTC went from $40k on 2022-05-05 to $30k on 2022-05-09 (−25.0 %). " +
        "LUNA went from $80 on 2022-05-06 to $0.004 on 2022-05-09 (−99.995 %).",
    );
  });

  it("captions sample, period, late starts and source", () => {
    expect(priceLines(data, { ...options, frame: wide }).caption).toBe(
      "5 daily UTC closes, 2022-05-05 to 2022-05-09. LUNA from 2022-05-06. " +
        "Source: data/daily-close.csv.",
    );
  });

  it("shows the zoomed range alone, and says so", () => {
    const span = ["2022-05-06", "2022-05-08"] as const;
    expect(priceLines(data, { ...options, frame: { ...wide, span } }).caption).toContain(
      "3 daily UTC closes, 2022-05-06 to 2022-05-08",
    );
  });

  it("shades event windows that the axis shows, and names them", () => {
    const events = [
      { name: "LUNA", from: "2022-05-07", to: "2022-05-09" },
      { name: "FTX", from: "2022-11-05", to: "2022-11-09" },
    ];
    expect(drawn({ events }).texts("event-name")).toEqual(["LUNA"]);
    expect(drawn({ events }).shapes("event-window")).toBe(1);
  });

  it.each([
    [{ dates: [], series: data.series }, /dates must have at least one element/],
    [{ dates, series: [] }, /series must have at least one element/],
    [{ dates, series: [{ name: "A", values: [1] }] }, /"A" must have 5 values like dates: 1/],
    [
      { dates, series: [{ name: "A", values: [1, 2, 0, 3, 4] }] },
      /A\[2\] must be a positive price: 0/,
    ],
    [
      { dates, series: [{ name: "A", values: dates.map(() => Number.NaN) }] },
      /at least one number/,
    ],
    [{ dates, series: [data.series[0]!, data.series[0]!] }, /unique names: "BTC"/],
    [{ dates: [...dates].reverse(), series: data.series }, /dates\[1\] must be after 2022-05-09/],
    [{ dates: ["2022-02-30"], series: [{ name: "A", values: [1] }] }, /ISO date .*"2022-02-30"/],
    [{ dates, series: [{ name: "A", values: [1, Infinity, 1, 1, 1] }] }, /number or NaN: Infinity/],
  ])("refuses what it cannot draw: %#", (bad, message) => {
    expect(() => priceLines(bad, { ...options, frame: wide })).toThrow(message);
  });

  it("draws a single day", () => {
    const one = { dates: ["2022-05-05"], series: [{ name: "BTC", values: [40_000] }] };
    const events = [{ name: "LUNA", from: "2022-05-05", to: "2022-05-12" }];
    const drawing = draw(priceLines(one, { ...options, events, frame: wide }));
    expect(drawing.text).not.toMatch(/NaN|Infinity/);
    expect(drawing.texts("event-name")).toEqual(["LUNA"]);
  });

  it("refuses a unit or scale it does not know", () => {
    const unit = "eur" as "usd";
    expect(() => priceLines(data, { ...options, unit, frame: wide })).toThrow(
      /unit must be one of/,
    );
    const scale = "sqrt" as "log";
    expect(() => priceLines(data, { ...options, scale, frame: wide })).toThrow(/scale must be one/);
  });
});
