import { describe, expect, it } from "vitest";
import { exposureBars } from "../../../lib/charts/exposure-bars.ts";
import { draw, wide } from "./draw.ts";

const data = [
  { key: "majors", longUsd: 9e6, shortUsd: -2e6 },
  { key: "basis", longUsd: 4e6, shortUsd: 0 },
];
const options = {
  groupedBy: "desk",
  subject: "book",
  source: "data/daily-close.csv",
  frame: wide,
} as const;

describe("exposureBars", () => {
  it("writes long and short of each row, and no label where there is none", () => {
    const drawing = draw(exposureBars(data, options));
    expect(drawing.texts("exposure-label")).toEqual(["$9M", "$4M", "−$2M"]);
    expect(drawing.texts("row-name")).toEqual(["majors", "basis"]);
  });

  it("tells gross and net, and the largest", () => {
    expect(exposureBars(data, options).ariaDescription).toBe(
      "Gross $15M, net $11M over 2 desks. Largest majors with $11M of gross.",
    );
  });

  it("refuses no rows, a side of the wrong sign, NaN, a key twice", () => {
    const [first] = data as [(typeof data)[0]];
    const of = (rows: typeof data) => () => exposureBars(rows, options);
    expect(of([])).toThrow("number of rows must be");
    expect(of([{ ...first, longUsd: -1 }])).toThrow("data[0].longUsd must be at least 0: -1");
    expect(of([{ ...first, shortUsd: 1 }])).toThrow("data[0].shortUsd must be at most 0: 1");
    expect(of([{ ...first, longUsd: Number.NaN }])).toThrow("data[0].longUsd must be finite: NaN");
    expect(of([first, first])).toThrow("each key once");
  });
});
