import { describe, expect, it } from "vitest";
import { correlationPanels } from "../../../lib/charts/correlation-panels.ts";
import type { CorrelationPanelsData } from "../../../lib/charts/correlation-periods.ts";
import { draw, wide } from "./draw.ts";

const span = { observations: 30, from: "2022-01-01", to: "2022-01-30" };
const three = (x: number, y: number, z: number) => [1, x, y, x, 1, z, y, z, 1];
const data: CorrelationPanelsData = {
  assets: ["BTC", "ETH", "USDT"],
  periods: [
    { name: "before", values: three(0.5, 0, 0.1), ...span },
    { name: "during", values: three(0.9, -0.2, 0.1), ...span },
    { name: "after", values: three(0.6, 0, 0.2), ...span },
  ],
};
const options = {
  method: "Pearson correlation of daily log returns",
  difference: ["before", "during"] as const,
  source: "data/daily-close.csv",
};

describe("correlationPanels", () => {
  it("draws every period and the difference, signed", () => {
    const drawing = draw(correlationPanels(data, { ...options, frame: wide }));
    expect(drawing.texts("panel")).toEqual(["before", "during", "after", "during − before"]);
    expect(drawing.shapes("correlation")).toBe(36);
    const written = drawing.texts("coefficient");
    expect(written.filter((text) => text === "+0.40")).toHaveLength(2);
    expect(written.filter((text) => text === "−0.20")).toHaveLength(4);
  });

  it("puts panels two in a row, one on a phone", () => {
    const widths = [720, 360].map((width) => {
      const frame = { ...wide, width };
      const cells = draw(correlationPanels(data, { ...options, frame }), frame).svg;
      const lefts = [...cells.querySelectorAll(".correlation rect")].map((cell) =>
        Number(cell.getAttribute("x")),
      );
      return new Set(lefts).size;
    });
    expect(widths).toEqual([6, 3]);
  });

  it("says in words the mean of each period and the pairs that changed most and least", () => {
    expect(correlationPanels(data, { ...options, frame: wide }).ariaDescription).toBe(
      "Mean correlation of pairs: before 0.20, during 0.27, after 0.27. Largest change from " +
        "before to during: BTC and ETH +0.40. Smallest: BTC and USDT −0.20.",
    );
  });

  it("shows a coefficient that does not exist as n/a, and its difference too", () => {
    const gap = three(Number.NaN, 0, 0.1);
    const periods = [{ name: "before", values: gap, ...span }, ...data.periods.slice(1)];
    const drawing = draw(correlationPanels({ ...data, periods }, { ...options, frame: wide }));
    expect(drawing.texts("coefficient").filter((text) => text === "n/a")).toHaveLength(4);
  });

  const [before, during] = data.periods as [never, never];
  it.each([
    [{ ...data, assets: ["BTC"] }, /number of assets must be/],
    [{ ...data, periods: [before] }, /periods must be two to five: 1/],
    [{ ...data, periods: [before, before] }, /names of their own: before, before/],
    [{ ...data, assets: ["BTC", "ETH"] }, /before must have 2 by 2 values: 9/],
    [
      { ...data, periods: [before, { name: "during", values: three(2, 0, 0), ...span }] },
      /during must lie in \[-1, 1\]: 2/,
    ],
    [
      { ...data, periods: [before, { ...(during as object), name: "x" } as never] },
      /must name periods/,
    ],
  ])("refuses what cannot be compared: %#", (bad, message) => {
    expect(() => correlationPanels(bad, { ...options, frame: wide })).toThrow(message);
  });
});
