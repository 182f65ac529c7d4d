import { describe, expect, it } from "vitest";
import { type PathFanData, pathFan } from "../../../lib/charts/path-fan.ts";
import { draw, wide } from "./draw.ts";
import { examples } from "./examples.ts";

const data = examples.pathFan!.data as PathFanData;
const options = {
  asset: "BTC",
  paths: 10_000,
  seed: 7,
  source: "data/daily-close.csv",
  frame: wide,
} as const;
const one = { ...data, panels: data.panels.slice(0, 1) };

describe("pathFan", () => {
  it("draws three bands and a median per model, its single paths and its name", () => {
    const drawing = draw(pathFan(data, options));
    expect(drawing.paths("band")).toHaveLength(15);
    expect(drawing.paths("single")).toHaveLength(15);
    expect(drawing.texts("panel-title").sort()).toEqual(
      data.panels.map(({ model }) => model).sort(),
    );
    expect(drawing.texts("legend")).toEqual([
      "1 % to 99 %",
      "5 % to 95 %",
      "middle half",
      "median",
      "single paths",
    ]);
  });

  it("says where each model ends, and how many paths of which seed were drawn", () => {
    const plot = pathFan(one, options);
    expect(plot.ariaDescription).toBe(
      "BTC from $36.5k on 2022-05-05, 30 days ahead. Brownian motion: 1 % to 99 % at the end " +
        "$22.9k and $56k, median $35.8k.",
    );
    expect(plot.caption).toContain("10,000 paths of each model from 2022-05-05, seed 7");
  });

  it("leaves out what the reader hid", () => {
    const frame = { ...wide, hidden: ["single paths", "median"] };
    const drawing = draw(pathFan(one, { ...options, frame }));
    expect(drawing.paths("single")).toHaveLength(0);
    expect(drawing.paths("band")).toHaveLength(3);
  });

  it("refuses no panels, seven, twins, panels and paths of other lengths, a date that is none", () => {
    const of = (changed: Partial<PathFanData>) => () => pathFan({ ...data, ...changed }, options);
    expect(of({ panels: [] })).toThrow("panels must be one to 6: 0");
    const [first, second] = data.panels as [PathFanData["panels"][0], PathFanData["panels"][0]];
    expect(of({ panels: [first, first] })).toThrow("unique models: Brownian motion");
    const short = {
      ...second,
      fan: {
        ...second.fan,
        quantiles: { rows: 2, columns: 7, values: second.fan.quantiles.values.slice(0, 14) },
      },
    };
    expect(of({ panels: [first, short] })).toThrow("share steps and probabilities: jump-diffusion");
    expect(of({ panels: [{ ...first, samples: [[1, 2]] }] })).toThrow("must have 31 prices: 2");
    expect(of({ asOf: "5 May" })).toThrow("asOf must be an ISO date: 5 May");
    expect(of({ start: 0 })).toThrow("start must be a positive number: 0");
  });
});
