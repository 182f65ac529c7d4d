import { describe, expect, it } from "vitest";
import { type MeanExcessData, meanExcessPlot } from "../../../lib/charts/mean-excess-plot.ts";
import { draw, wide } from "./draw.ts";
import { examples } from "./examples.ts";

const data = examples.meanExcessPlot!.data as MeanExcessData;
const options = {
  quantity: "daily loss of BTC",
  unit: "percent",
  intervalLevel: 0.95,
  intervalReach: 1.96,
  source: "data/daily-close.csv",
  frame: wide,
} as const;

describe("meanExcessPlot", () => {
  it("draws every threshold, its interval, the chosen one and the line of the fitted tail", () => {
    const drawing = draw(meanExcessPlot(data, options));
    expect(drawing.shapes("mean-excess")).toBe(40);
    expect(drawing.paths("interval")).toHaveLength(1);
    expect(drawing.shapes("chosen")).toBe(1);
    expect(drawing.paths("line")).toHaveLength(1);
  });

  it("has no line for a shape of 1 or more, whose tail has no mean", () => {
    const heavy = { ...data, chosen: { ...data.chosen, shape: 1 } };
    const drawing = draw(meanExcessPlot(heavy, options));
    expect(drawing.paths("line").filter((path) => path !== "")).toHaveLength(0);
  });

  it("sorts its thresholds and says the chosen one with shape and scale", () => {
    const turned = { ...data, points: data.points.toReversed() };
    const plot = meanExcessPlot(turned, options);
    expect(plot.ariaDescription).toBe(meanExcessPlot(data, options).ariaDescription);
    expect(plot.ariaDescription).toContain("above 4.5 % has a shape of 0.22 and a scale of 2.4 %");
    expect(plot.caption).toContain("120 observations above the one chosen");
  });

  it("refuses one point alone, an error that is no number, a scale of 0", () => {
    const one = { ...data, points: data.points.slice(0, 1) };
    expect(() => meanExcessPlot(one, options)).toThrow("at least two elements: 1");
    const broken = { ...data.points[0]!, meanExcessStandardError: Number.NaN };
    const points = [broken, ...data.points];
    expect(() => meanExcessPlot({ ...data, points }, options)).toThrow("points[0].meanExcessSt");
    const chosen = { ...data.chosen, scale: 0 };
    expect(() => meanExcessPlot({ ...data, chosen }, options)).toThrow("chosen.scale must be");
  });
});
