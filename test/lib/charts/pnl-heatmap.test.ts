import { describe, expect, it } from "vitest";
import { type PnlGridData, pnlHeatmap } from "../../../lib/charts/pnl-heatmap.ts";
import { draw, wide } from "./draw.ts";

const data: PnlGridData = {
  priceMoves: [-0.2, 0, 0.2],
  volatilityMoves: [-0.25, 0],
  pnlUsd: { rows: 2, columns: 3, values: [500, -900, 700, 1_500, 0, 2_000] },
  asOf: "2022-05-05",
};
const options = { subject: "one straddle", source: "a model" };
const drawn = (changes: Partial<PnlGridData> = {}, frame = wide) =>
  draw(pnlHeatmap({ ...data, ...changes }, { ...options, frame }), frame);

describe("pnlHeatmap", () => {
  it("draws a cell per pair of moves with its figure, the highest volatility on top", () => {
    const drawing = drawn();
    expect(drawing.shapes("pnl")).toBe(6);
    expect(drawing.texts("figure").toSorted()).toEqual(
      ["$500", "−$900", "$700", "$1.5k", "$0", "$2k"].toSorted(),
    );
    const { y } = pnlHeatmap(data, { ...options, frame: wide });
    expect(y?.domain).toEqual(["0 %", "−25 %"]);
  });

  it("tells the worst and the best move and how many lose", () => {
    const { ariaDescription } = pnlHeatmap(data, { ...options, frame: wide });
    expect(ariaDescription).toContain("Worst: −$900 at price 0 %, volatility −25 %");
    expect(ariaDescription).toContain("1 of 6 moves lose");
  });

  it("leaves figures out where the cells are too narrow for them", () => {
    const priceMoves = Array.from({ length: 21 }, (_, i) => (i - 10) / 20);
    const values = Array(42).fill(-123_456);
    const many = { priceMoves, pnlUsd: { rows: 2, columns: 21, values } };
    expect(drawn(many, { ...wide, width: 360 }).texts("figure")).toEqual([]);
    expect(drawn(many, { ...wide, width: 360 }).shapes("pnl")).toBe(42);
  });

  it("refuses a grid of another size, moves that repeat, and a figure that is missing", () => {
    expect(() => drawn({ priceMoves: [0, 1] })).toThrow("2 rows and 2 columns: 2 by 3");
    expect(() => drawn({ priceMoves: [0, 0, 1] })).toThrow("moves must differ: 0 % twice");
    const gap = { rows: 2, columns: 3, values: [1, 2, Number.NaN, 4, 5, 6] };
    expect(() => drawn({ pnlUsd: gap })).toThrow("pnlUsd.values[2] must be finite");
  });
});
