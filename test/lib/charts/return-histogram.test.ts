import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binsOf, extentOf } from "../../../lib/charts/histogram-bins.ts";
import { returnHistogram } from "../../../lib/charts/return-histogram.ts";
import { type Drawing, draw, wide } from "./draw.ts";

const values = [-0.39, -0.08, -0.05, -0.02, -0.01, 0, 0.01, 0.01, 0.02, 0.03, 0.06];
const data = {
  values,
  valueAtRisk: 0.06,
  expectedShortfall: 0.235,
  confidence: 0.95,
  from: "2022-01-01",
  to: "2022-01-11",
};
const options = {
  unit: "percent",
  quantity: "daily simple return of BTC",
  source: "data/daily-close.csv",
} as const;

function drawn(extra: object = {}, frame = wide): Drawing {
  return draw(returnHistogram({ ...data, ...extra }, { ...options, frame }), frame);
}

describe("returnHistogram", () => {
  it("marks value-at-risk and expected shortfall with their confidence and size", () => {
    expect(drawn().texts("measure-label")).toEqual([
      "Value-at-risk (95 %) 6.0 %",
      "Expected shortfall (95 %) 23.5 %",
    ]);
    expect(drawn({}, { ...wide, width: 360 }).texts("measure-label")).toEqual([
      "VaR (95 %) 6.0 %",
      "ES (95 %) 23.5 %",
    ]);
  });

  it("puts the mark of a loss at minus the loss", () => {
    const x = ({ svg }: Drawing, selector: string, attribute: string): number =>
      Number(svg.querySelector(selector)!.getAttribute(attribute));
    const drawing = drawn({ valueAtRisk: 0.08, expectedShortfall: 0.39 });
    const tick = x(drawing, ".tail-tick line", "x1");
    const marks = [...drawing.svg.querySelectorAll(".measure line")].map((line) =>
      Number(line.getAttribute("x1")),
    );
    expect(tick).toBeCloseTo(marks[1]!, 1);
    expect(marks[0]!).toBeGreaterThan(marks[1]!);
  });

  it("has a tick for each loss beyond value-at-risk, none at it", () => {
    expect(drawn().shapes("tail-tick")).toBe(2);
    expect(drawn({ valueAtRisk: 0.08 }).shapes("tail-tick")).toBe(1);
  });

  it("names both axes and the unit", () => {
    expect(drawn().texts("axis-title")).toEqual(["observations"]);
    expect(drawn().texts("x-axis label")).toEqual(["daily simple return of BTC, %"]);
  });

  it("leaves out the part that the reader switched off", () => {
    const frame = { ...wide, hidden: ["beyond value-at-risk"] };
    expect(drawn({}, frame).shapes("tail-tick")).toBe(0);
    expect(drawn({}, frame).shapes("body")).toBeGreaterThan(0);
  });

  it("says measures, tail count and range in words", () => {
    expect(returnHistogram(data, { ...options, frame: wide }).ariaDescription).toBe(
      "Value-at-risk (95 %) 6.0 %. Expected shortfall (95 %) 23.5 %. " +
        "2 of 11 observations lie beyond value-at-risk. The values run from −39.0 % to 6.0 %.",
    );
  });

  it.each([
    [{ values: [] }, /values must have at least 2 observations: 0/],
    [{ values: [1, Number.NaN] }, /values\[1\] must be finite: NaN/],
    [{ values: [1, 1, 1] }, /values must not all be the same: 1/],
    [{ confidence: 95 }, /confidence must be in \(0, 1\): 95/],
    [{ valueAtRisk: Number.NaN }, /valueAtRisk must be finite: NaN/],
  ])("refuses what it cannot draw: %#", (extra, message) => {
    expect(() => drawn(extra)).toThrow(message);
  });
});

describe("binsOf", () => {
  const samples = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2 });

  it("counts every value once, those beyond value-at-risk apart, in bins of one width", () => {
    fc.assert(
      fc.property(samples, fc.double({ min: -0.5, max: 1, noNaN: true }), (sample, valueAtRisk) => {
        const { lowest, highest } = extentOf(sample);
        fc.pre(highest - lowest > 1e-6);
        const bins = binsOf({ values: sample, valueAtRisk }, 40);
        const tail = bins.reduce((sum, bin) => sum + bin.tail, 0);
        const body = bins.reduce((sum, bin) => sum + bin.body, 0);
        expect(tail).toBe(sample.filter((value) => value < -valueAtRisk).length);
        expect(tail + body).toBe(sample.length);
        expect(bins.length).toBeGreaterThan(20);
        expect(bins.length).toBeLessThan(65);
      }),
    );
  });

  it("puts a value on a border into the bin that it begins", () => {
    const bins = binsOf({ values: [0, 1, 2, 3, 4], valueAtRisk: 9 }, 4);
    expect(bins.map(({ from, body }) => [from, body])).toEqual([0, 1, 2, 3, 4].map((n) => [n, 1]));
  });
});
