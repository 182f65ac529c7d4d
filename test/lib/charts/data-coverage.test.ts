import { describe, expect, it } from "vitest";
import { dataCoverage } from "../../../lib/charts/data-coverage.ts";
import { priceCoverage, priceLinesData } from "../../../lib/charts/from-prices.ts";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import { draw, wide } from "./draw.ts";

const nan = Number.NaN;
const history = {
  dates: ["2022-12-13", "2022-12-14", "2022-12-15", "2022-12-16"],
  assets: ["BTC", "FTT", "UST", "NONE"],
  closes: matrixFromRows([
    [1, 2, nan, nan],
    [1, 2, 3, nan],
    [1, nan, nan, nan],
    [1, nan, 3, nan],
  ]),
};
const options = { source: "data/daily-close.csv", frame: wide };

describe("priceCoverage", () => {
  it("has one segment per run of days with a close", () => {
    expect(priceCoverage(history)).toEqual({
      from: "2022-12-13",
      to: "2022-12-16",
      assets: [
        { name: "BTC", segments: [{ from: "2022-12-13", to: "2022-12-16" }] },
        { name: "FTT", segments: [{ from: "2022-12-13", to: "2022-12-14" }] },
        {
          name: "UST",
          segments: [
            { from: "2022-12-14", to: "2022-12-14" },
            { from: "2022-12-16", to: "2022-12-16" },
          ],
        },
        { name: "NONE", segments: [] },
      ],
    });
  });

  it("refuses a history without dates", () => {
    expect(() => priceCoverage({ ...history, dates: [] })).toThrow(/at least one date/);
  });
});

describe("priceLinesData", () => {
  it("takes the closes of the assets asked for, in the order asked", () => {
    const { dates, series } = priceLinesData(history, ["UST", "BTC"]);
    expect(dates).toEqual(history.dates);
    expect(series.map(({ name, values }) => [name, [...(values as Float64Array)]])).toEqual([
      ["UST", [nan, 3, nan, 3]],
      ["BTC", [1, 1, 1, 1]],
    ]);
  });

  it("refuses an asset that the history does not have", () => {
    expect(() => priceLinesData(history, ["DOGE"])).toThrow('of BTC, FTT, UST, NONE: "DOGE"');
  });
});

describe("dataCoverage", () => {
  const drawing = draw(dataCoverage(priceCoverage(history), options));

  it("draws a bar per segment over a track per asset, with the share of days", () => {
    expect(drawing.shapes("covered")).toBe(4);
    expect(drawing.shapes("period")).toBe(4);
    expect(drawing.texts("share")).toEqual(["100.0 %", "50.0 %", "50.0 %", "0.0 %"]);
  });

  it("draws a day as wide as a day: half the days are half the track", () => {
    const widths = (name: string): number[] =>
      [...drawing.svg.querySelectorAll(`.${name} rect`)].map((rect) =>
        Number(rect.getAttribute("width")),
      );
    const [track] = widths("period");
    const [whole, half, first, second] = widths("covered");
    expect(whole).toBeCloseTo(track!, 1);
    expect(half).toBeCloseTo(track! / 2, 1);
    expect(first! + second!).toBeCloseTo(track! / 2, 1);
  });

  it("never calls a share complete that is not", () => {
    const assets = [{ name: "A", segments: [{ from: "2010-01-01", to: "2019-12-30" }] }];
    const almost = { from: "2010-01-01", to: "2019-12-31", assets };
    expect(draw(dataCoverage(almost, options)).texts("share")).toEqual(["99.9 %"]);
  });

  it("says in words which assets are not complete", () => {
    expect(dataCoverage(priceCoverage(history), options).ariaDescription).toBe(
      "1 of 4 assets have data for every day. Not complete: FTT 50.0 %, UST 50.0 % and NONE 0.0 %.",
    );
  });

  it.each([
    [{ assets: [] }, /assets must have at least one element/],
    [{ to: "2022-12-01" }, /to must not be before 2022-12-13: 2022-12-01/],
    [
      { assets: [{ name: "A", segments: [{ from: "2022-12-14", to: "2023-01-01" }] }] },
      /segments of A must be ascending and within 2022-12-13 to 2022-12-16: 2022-12-14 to 2023-01-01/,
    ],
    [
      {
        assets: [
          {
            name: "A",
            segments: [
              { from: "2022-12-14", to: "2022-12-15" },
              { from: "2022-12-15", to: "2022-12-16" },
            ],
          },
        ],
      },
      /segments of A must be ascending/,
    ],
  ])("refuses what it cannot draw: %#", (extra, message) => {
    expect(() => dataCoverage({ ...priceCoverage(history), ...extra }, options)).toThrow(message);
  });
});
