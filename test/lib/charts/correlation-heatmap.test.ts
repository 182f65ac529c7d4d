import { describe, expect, it } from "vitest";
import { contrastRatio } from "../../../lib/charts/contrast.ts";
import {
  type CorrelationData,
  correlationHeatmap,
} from "../../../lib/charts/correlation-heatmap.ts";
import { type Drawing, draw, wide } from "./draw.ts";

const sample = { observations: 365, from: "2022-01-01", to: "2022-12-31" };
const options = {
  method: "Pearson correlation of daily log returns",
  source: "data/daily-close.csv",
};

function matrixOf(assets: readonly string[], values: readonly number[]): CorrelationData {
  return {
    ...sample,
    assets,
    correlation: { rows: assets.length, columns: assets.length, values },
  };
}

const three = matrixOf(["BTC", "ETH", "USDT"], [1, 0.83, -0.04, 0.83, 1, -0.031, -0.04, -0.031, 1]);

function drawn(data: CorrelationData, frame = wide): Drawing {
  return draw(correlationHeatmap(data, { ...options, frame }), frame);
}

describe("correlationHeatmap", () => {
  it("draws a cell per pair with its coefficient in it", () => {
    const drawing = drawn(three);
    expect(drawing.shapes("correlation")).toBe(9);
    expect(drawing.texts("coefficient").toSorted()).toEqual(
      ["1.00", "1.00", "1.00", "0.83", "0.83", "−0.04", "−0.04", "−0.03", "−0.03"].toSorted(),
    );
  });

  it("leaves coefficients out where the cells are too small to read them", () => {
    const names = Array.from({ length: 20 }, (_, i) => `A${i}`);
    const flat = matrixOf(
      names,
      names.flatMap((_, i) => names.map((__, j) => (i === j ? 1 : 0.5))),
    );
    expect(drawn(flat, { ...wide, width: 360 }).texts("coefficient")).toEqual([]);
    expect(drawn(flat, { ...wide, width: 360 }).shapes("correlation")).toBe(400);
  });

  it.each(["light", "dark"] as const)(
    "writes each coefficient readably on its cell: %s",
    (theme) => {
      const steps = Array.from({ length: 21 }, (_, i) => i / 10 - 1);
      const names = steps.map((step) => `v${step}`);
      const data = matrixOf(
        names,
        names.flatMap(() => steps),
      );
      const frame = { width: 1400, theme };
      const { svg } = drawn(data, frame);
      const fills = [...svg.querySelectorAll(".correlation rect")].map(
        (cell) => cell.getAttribute("fill")!,
      );
      const byText = new Map<string, string>();
      for (const group of svg.querySelectorAll(".coefficient")) {
        for (const text of group.querySelectorAll("text")) {
          byText.set(text.textContent ?? "", group.getAttribute("fill") ?? "");
        }
      }
      expect(byText.size).toBe(21);
      steps.forEach((step, i) => {
        const ink = byText.get(step.toFixed(2).replace("-0.00", "0.00").replace("-", "−"))!;
        expect(contrastRatio(ink, fills[i]!), `${step} on ${fills[i]}`).toBeGreaterThan(4.5);
      });
    },
  );

  it("shows a coefficient that does not exist as n/a", () => {
    const gap = matrixOf(["A", "B"], [1, Number.NaN, Number.NaN, 1]);
    expect(drawn(gap).texts("coefficient")).toContain("n/a");
    expect(correlationHeatmap(gap, { ...options, frame: wide }).ariaDescription).toBe(
      "1 pair not available.",
    );
  });

  it("says in words the highest and lowest pair and the mean over pairs", () => {
    expect(correlationHeatmap(three, { ...options, frame: wide }).ariaDescription).toBe(
      "Highest correlation: BTC and ETH (0.83). Lowest: BTC and USDT (−0.04). Mean over 3 pairs: 0.25.",
    );
  });

  it("captions the sample and draws its legend as a ramp", () => {
    expect(correlationHeatmap(three, { ...options, frame: wide }).caption).toBe(
      "365 observations, 2022-01-01 to 2022-12-31. Source: data/daily-close.csv.",
    );
    expect(
      [...drawn(three).svg.querySelectorAll(".legend text")].map((t) => t.textContent),
    ).toEqual(["−1", "0", "1"]);
  });

  it.each([
    [matrixOf(["A"], [1]), /number of assets must be an integer of at least 2: 1/],
    [matrixOf(["A", "B"], [1, 0, 0]), /2 rows and columns like assets/],
    [matrixOf(["A", "B"], [1, 1.2, 1.2, 1]), /correlation \(A, B\) must be in \[-1, 1\]: 1.2/],
    [{ ...three, observations: 1 }, /observations must be an integer of at least 2: 1/],
  ])("refuses what is no correlation matrix: %#", (bad, message) => {
    expect(() => correlationHeatmap(bad, { ...options, frame: wide })).toThrow(message);
  });
});
