import { describe, expect, it } from "vitest";
import {
  type VolatilityConeData,
  volatilityConePlot,
} from "../../../lib/charts/volatility-cone-plot.ts";
import { draw, wide } from "./draw.ts";
import { examples } from "./examples.ts";

const data = examples.volatilityConePlot!.data as VolatilityConeData;
const options = { asset: "BTC", model: "GARCH(1,1)", source: "data/daily-close.csv", frame: wide };
const bare = { cone: data.cone, from: data.from };
const { model: _model, ...plain } = options;

describe("volatilityConePlot", () => {
  it("draws a band per pair of quantiles and names the length of every window", () => {
    const drawing = draw(volatilityConePlot(data, options));
    expect(drawing.paths("band")).toHaveLength(2);
    const ticks = drawing.texts("x-axis tick label");
    expect(ticks).toEqual(["7", "14", "30", "60", "90", "180"]);
    expect(drawing.texts("legend")).toEqual([
      "lowest to highest",
      "middle half",
      "median",
      "last window",
      "GARCH(1,1)",
    ]);
  });

  it("names bands by their probabilities, and has no middle line for an even number", () => {
    const slices = data.cone.slices.map((slice) => ({
      ...slice,
      quantiles: [
        { probability: 0.05, volatility: 0.3 },
        { probability: 0.95, volatility: 1.1 },
      ],
    }));
    const cone = { ...data.cone, slices };
    const drawing = draw(volatilityConePlot({ ...bare, cone }, plain));
    expect(drawing.texts("legend")).toEqual(["5 % to 95 %", "last window"]);
  });

  it("says range, last volatility and rank of each length, and the ends of the forecast", () => {
    const words = volatilityConePlot(data, options).ariaDescription;
    expect(words).toMatch(/^7 days: .* to .*, last 42\.0 %, at or above 20 % of windows\./);
    expect(words).toMatch(/GARCH\(1,1\) expects 40\.0 % over 1 day, .* over 60 days\.$/);
    expect(volatilityConePlot(bare, plain).ariaDescription).not.toMatch(/expects/);
  });

  it("refuses no slices, a volatility that is none, a forecast without its model", () => {
    const cone = { ...data.cone, slices: [] };
    expect(() => volatilityConePlot({ ...bare, cone }, options)).toThrow("at least one element");
    const forecast = [{ days: 1, volatility: Number.NaN }];
    expect(() => volatilityConePlot({ ...bare, forecast }, options)).toThrow("or positive: NaN");
    expect(() => volatilityConePlot(data, plain)).toThrow("model must name the forecast");
  });
});
