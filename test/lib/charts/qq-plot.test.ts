import { describe, expect, it } from "vitest";
import { type QqData, qqPlot } from "../../../lib/charts/qq-plot.ts";
import { draw, wide } from "./draw.ts";
import { examples } from "./examples.ts";

const data = examples.qqPlot!.data as QqData;
const options = {
  quantity: "daily loss of BTC",
  unit: "percent",
  source: "data/daily-close.csv",
  frame: wide,
} as const;

describe("qqPlot", () => {
  it("draws a panel per law: side by side, on a phone one below the other", () => {
    const side = qqPlot(data, options);
    const phone = qqPlot(data, { ...options, frame: { ...wide, width: 360 } });
    expect(draw(side).texts("law")).toEqual(data.panels.map(({ law }) => law));
    expect([side.fx !== undefined, side.fy]).toEqual([true, undefined]);
    expect([phone.fx, phone.fy !== undefined]).toEqual([undefined, true]);
    expect(phone.height!).toBeGreaterThan(side.height!);
  });

  it("draws every point that its scales hold and counts those outside their band in words", () => {
    const panel = {
      law: "normal",
      level: 0.95,
      observations: 3,
      theoretical: [-0.01, 0, 0.9],
      observed: [-0.01, 0.05, 0.1],
      lower: [-0.02, -0.01, 0.5],
      upper: [0, 0.01, 1.4],
    };
    const plot = qqPlot({ ...data, panels: [panel] }, options);
    // 90 % is where no loss was: the scales span what was observed.
    expect(draw(plot).shapes("rank")).toBe(2);
    expect(plot.ariaDescription).toBe(
      "normal: 2 of 3 points outside; the largest, 10.0 %, where 90.0 % is expected and " +
        "50.0 % to 140.0 % is the band.",
    );
  });

  it("hides points by where they lie, not the bands", () => {
    const hidden = { ...options, frame: { ...wide, hidden: ["outside its band"] } };
    const shapes = (of: typeof options): number => draw(qqPlot(data, of)).shapes("rank");
    expect(shapes(hidden)).toBeLessThan(shapes(options));
    expect(draw(qqPlot(data, hidden)).paths("band")).toEqual(
      draw(qqPlot(data, options)).paths("band"),
    );
  });

  it("refuses no panels, five, two of one law, lengths that differ and NaN", () => {
    const run = (panels: QqData["panels"]) => () => qqPlot({ ...data, panels }, options);
    const [one] = data.panels as [QqData["panels"][number]];
    expect(run([])).toThrow("panels must have one to four elements: 0");
    expect(run(Array(5).fill(one))).toThrow("one to four elements: 5");
    expect(run([one, one])).toThrow("panels must have unique laws: normal and normal");
    expect(run([{ ...one, lower: [1, 2] }])).toThrow("must have the same length: 80 and 2");
    expect(run([{ ...one, upper: Array(80).fill(Number.NaN) }])).toThrow("upper of normal[0]");
  });
});
