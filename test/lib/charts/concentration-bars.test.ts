import { describe, expect, it } from "vitest";
import { concentrationBars } from "../../../lib/charts/concentration-bars.ts";
import { textWidth } from "../../../lib/charts/text-width.ts";
import { draw, wide } from "./draw.ts";

const shares = [0.5, 0.25, 0.125, 0.125].map((share, i) => ({ key: `A${i}`, share }));
const data = { dimension: "asset", shares, hhi: 0.34375, effectiveNumber: 1 / 0.34375 };
const options = {
  subject: "gross of the book",
  source: "data/daily-close.csv",
  frame: wide,
} as const;

describe("concentrationBars", () => {
  it("writes each share, and the smallest together beyond the most asked for", () => {
    expect(draw(concentrationBars(data, options)).texts("share-label")).toEqual([
      "50.0 %",
      "25.0 %",
      "12.5 %",
      "12.5 %",
    ]);
    const two = draw(concentrationBars(data, { ...options, most: 2 }));
    expect(two.texts("row-name")).toEqual(["A0", "3 others"]);
    expect(two.texts("share-label")).toEqual(["50.0 %", "50.0 %"]);
  });

  it("writes a label behind the line of equal shares where the line would cross it out", () => {
    const unequal = [0.6, 0.24, 0.08, 0.08].map((share, i) => ({ key: `B${i}`, share }));
    for (const frame of [wide, { ...wide, width: 330 }]) {
      const { svg } = draw(
        concentrationBars({ ...data, shares: unequal }, { ...options, frame }),
        frame,
      );
      const line = Number(
        svg.querySelector("line[stroke-dasharray], [stroke-dasharray] line")!.getAttribute("x1"),
      );
      for (const label of svg.querySelectorAll(".share-label text")) {
        const from = Number(/translate\(([-\d.]+)/.exec(label.getAttribute("transform")!)![1]);
        const to = from + textWidth(label.textContent!, { size: 11 });
        expect(from >= line || to <= line).toBe(true);
      }
    }
  });

  it("says how concentrated that is", () => {
    expect(concentrationBars(data, options).subtitle).toBe(
      "HHI 0.344, as concentrated as 2.9 equal parts of 4",
    );
  });

  it("refuses no shares, one outside 0 to 1, a key twice", () => {
    const of = (changed: typeof shares) => () =>
      concentrationBars({ ...data, shares: changed }, options);
    expect(of([])).toThrow("number of shares must be");
    expect(of([{ key: "A", share: 1.2 }])).toThrow("shares[0].share must be in [0, 1]: 1.2");
    expect(of([shares[0]!, shares[0]!])).toThrow("each key once");
  });
});
