import fc from "fast-check";
import { expect, it } from "vitest";
import { domainWithLabels } from "../../../lib/charts/bar-chart.ts";
import { textWidth } from "../../../lib/charts/text-width.ts";
import { wide } from "./draw.ts";

const bar = fc.record({
  from: fc.integer({ min: -1e6, max: 1e6 }),
  to: fc.integer({ min: -1e6, max: 1e6 }),
  label: fc.stringMatching(/^[−$0-9.]{1,9}$/),
});

it("domainWithLabels keeps every bar and its label inside the plot", () => {
  fc.assert(
    fc.property(fc.array(bar), (bars) => {
      const width = 600;
      const [low, high] = domainWithLabels(bars, width, wide);
      const x = (value: number): number => ((value - low) / (high - low)) * width;
      for (const { from, to, label } of bars) {
        const length = textWidth(label, { size: 12, bold: true });
        const ends = [x(from), x(to), to < from ? x(to) - length : x(to) + length];
        expect(Math.min(...ends), JSON.stringify(bars)).toBeGreaterThanOrEqual(-1e-6);
        expect(Math.max(...ends), JSON.stringify(bars)).toBeLessThanOrEqual(width + 1e-6);
      }
    }),
  );
});

it("domainWithLabels holds zero, and has a width where nothing moved", () => {
  const [low, high] = domainWithLabels([{ from: 5, to: 9, label: "$9" }], 600, wide);
  expect([low, high > 9]).toEqual([0, true]);
  expect(domainWithLabels([{ from: 0, to: 0, label: "$0" }], 600, wide)).toEqual([-1, 1]);
});
