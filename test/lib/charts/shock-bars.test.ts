import { describe, expect, it } from "vitest";
import { shockBars } from "../../../lib/charts/shock-bars.ts";
import { draw, wide } from "./draw.ts";

const data = [
  { shock: "a loss of $1M", factor: "BTC", return: -0.12, deviations: -3.1 },
  { shock: "a loss of $1M", factor: "USDT", return: 0.001, deviations: 0.4 },
];
const options = { subject: "book", source: "data/daily-close.csv", frame: wide } as const;

describe("shockBars", () => {
  it("writes each return with its sign and its standard deviations", () => {
    const drawing = draw(shockBars(data, options));
    expect(drawing.texts("shock-label")).toEqual(["−12.0 % (−3.1)", "+0.1 % (0.4)"]);
    expect(drawing.texts("shock")).toEqual(["a loss of $1M"]);
    expect(drawing.texts("factor")).toEqual(["BTC", "USDT"]);
  });

  it("says which factor is farthest out", () => {
    expect(shockBars(data, options).ariaDescription).toBe(
      "a loss of $1M: the farthest is BTC with −12.0 % (−3.1).",
    );
  });

  it("refuses no bars, a move that is none, a factor twice", () => {
    expect(() => shockBars([], options)).toThrow("data must have at least one bar");
    expect(() => shockBars([{ ...data[0]!, return: Number.NaN }], options)).toThrow(
      "data[0].return must be finite: NaN",
    );
    expect(() => shockBars([data[0]!, data[0]!], options)).toThrow("each factor once per shock");
  });
});
