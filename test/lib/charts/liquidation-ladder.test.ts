import { describe, expect, it } from "vitest";
import { liquidationLadder } from "../../../lib/charts/liquidation-ladder.ts";
import { draw, wide } from "./draw.ts";

const data = [
  { level: -0.05, group: "a", closedUsd: 100 },
  { level: -0.0501, group: "b", closedUsd: 200 },
  { level: -0.149, group: "a", closedUsd: 50 },
];
const options = {
  reference: "BTC",
  rung: 0.05,
  groupedBy: "account",
  subject: "book, 2022-05-07",
  source: "data/hourly",
  frame: wide,
} as const;

describe("liquidationLadder", () => {
  it("has a rung per step of the price, those without a close too, and puts an edge on the upper one", () => {
    const drawing = draw(liquidationLadder(data, options));
    expect(drawing.texts("rung")).toEqual(["−5 % to 0 %", "−10 % to −5 %", "−15 % to −10 %"]);
    expect(drawing.texts("closed-label")).toEqual(["$100", "$200", "$50"]);
    const gap = draw(liquidationLadder([data[0]!, { ...data[2]!, level: -0.18 }], options));
    expect(gap.texts("rung")).toHaveLength(4);
    expect(gap.texts("closed-label")).toHaveLength(2);
  });

  it("says the sum and where the most was closed", () => {
    expect(liquidationLadder(data, options).ariaDescription).toBe(
      "$350 were closed by force in 3 closes. The most, $200, while BTC stood −10 % to −5 %.",
    );
  });

  it("refuses no closes, figures that are none, and a rung without height", () => {
    expect(() => liquidationLadder([], options)).toThrow("data must have at least one close");
    const wrong = [{ ...data[0]!, closedUsd: Number.NaN }];
    expect(() => liquidationLadder(wrong, options)).toThrow("data[0].closedUsd must be");
    expect(() => liquidationLadder(data, { ...options, rung: 0 })).toThrow(
      "rung must be a positive",
    );
  });
});
