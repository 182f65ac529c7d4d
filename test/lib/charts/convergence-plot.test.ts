import { describe, expect, it } from "vitest";
import { type ConvergenceData, convergencePlot } from "../../../lib/charts/convergence-plot.ts";
import { draw, wide } from "./draw.ts";
import { examples } from "./examples.ts";

const data = examples.convergencePlot!.data as ConvergenceData;
const options = {
  quantity: "10-day 99 % VaR of BTC",
  unit: "percent",
  intervalLevel: 0.95,
  reference: "closed form",
  source: "data/daily-close.csv",
  frame: wide,
} as const;

describe("convergencePlot", () => {
  it("draws a band, a line and the points of each series, and the exact figure", () => {
    const drawing = draw(convergencePlot(data, options));
    expect(drawing.paths("interval")).toHaveLength(2);
    expect(drawing.shapes("estimate")).toBe(14);
    expect(drawing.shapes("exact")).toBe(1);
    expect(drawing.texts("x-axis tick label")).toEqual([
      "250",
      "500",
      "1,000",
      "2,000",
      "4,000",
      "8,000",
      "16,000",
    ]);
  });

  it("says first and last estimate with their intervals, and what the rule is", () => {
    const { ariaDescription, subtitle } = convergencePlot(data, options);
    expect(ariaDescription).toMatch(
      /^independent: \d+\.\d\d % \(.* from 250 paths, .* 16,000 paths/,
    );
    expect(subtitle).toContain("rule at the closed form, 24.09 %");
    const { exact: _, ...open } = data;
    expect(convergencePlot(open, options).subtitle).not.toContain("rule");
  });

  it("refuses one point, an estimate outside its interval, a rule without a name", () => {
    const [first] = data.series as [ConvergenceData["series"][0]];
    const of = (points: ConvergenceData["series"][0]["points"]) => () =>
      convergencePlot({ ...data, series: [{ name: "x", points }] }, options);
    expect(of(first.points.slice(0, 1))).toThrow("points of x must have at least two elements: 1");
    expect(of([{ ...first.points[0]!, estimate: 9 }, first.points[1]!])).toThrow(
      "in its interval: 9",
    );
    expect(() => convergencePlot({ ...data, series: [first, first] }, options)).toThrow("unique");
    const { reference: _, ...unnamed } = options;
    expect(() => convergencePlot(data, unnamed)).toThrow("reference must name the exact figure");
  });
});
