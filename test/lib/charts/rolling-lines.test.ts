import { describe, expect, it } from "vitest";
import { rollingLines } from "../../../lib/charts/rolling-lines.ts";
import { draw, wide } from "./draw.ts";

const dates = ["2022-05-05", "2022-05-06", "2022-05-07", "2022-05-08"];
const options = {
  measure: "correlation with BTC",
  method: "60-day window of daily log returns",
  unit: "number",
  bounds: [-1, 1] as const,
  source: "data/daily-close.csv",
  frame: wide,
} as const;
const data = { dates, series: [{ name: "ETH", values: [0.5, Number.NaN, 0.9, -0.2] }] };

describe("rollingLines", () => {
  it("draws gaps as gaps and a line at zero where values lie on both sides", () => {
    expect(draw(rollingLines(data, options)).paths("line")[0]!.match(/M/g)).toHaveLength(2);
    const positive = { dates, series: [{ name: "ETH", values: [0.5, 0.6, 0.9, 0.2] }] };
    const rules = (of: typeof data): number => draw(rollingLines(of, options)).shapes("rule");
    expect(rules(data) - rules(positive)).toBe(1);
  });

  it("spans its bounds on the value axis and names the measure", () => {
    const drawing = draw(rollingLines(data, options));
    expect(drawing.texts("y-axis tick label")).toEqual(expect.arrayContaining(["−1", "0", "1"]));
    expect(drawing.texts("axis-title")).toEqual(["correlation with BTC"]);
  });

  it("writes fractions as percent where asked", () => {
    const percent = { ...options, unit: "percent", measure: "annualised volatility" } as const;
    const plot = rollingLines(data, percent);
    expect(draw(plot).texts("axis-title")).toEqual(["annualised volatility, %"]);
    expect(draw(plot).texts("y-axis tick label")).toContain("50 %");
    expect(plot.subtitle).toBe("60-day window of daily log returns; in %");
  });

  it("says lowest, highest and last of each series, skipping gaps", () => {
    expect(rollingLines(data, options).ariaDescription).toBe(
      "ETH: lowest −0.20 on 2022-05-08, highest 0.90 on 2022-05-07, last −0.20 on 2022-05-08.",
    );
  });

  it("refuses a value outside its bounds and a unit it does not know", () => {
    const beyond = { dates, series: [{ name: "ETH", values: [0, 1.01, 0, 0] }] };
    expect(() => rollingLines(beyond, options)).toThrow("ETH[1] must be in [-1, 1]: 1.01");
    const unit = "bps" as "number";
    expect(() => rollingLines(data, { ...options, unit })).toThrow(/unit must be one of/);
  });
});
