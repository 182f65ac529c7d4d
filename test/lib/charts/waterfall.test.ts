import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { waterfall } from "../../../lib/charts/waterfall.ts";

const parts = fc
  .array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 30 })
  .map((values) => values.map((pnlUsd, i) => ({ asset: `asset ${i}`, pnlUsd })));

describe("waterfall", () => {
  it("begins each bar where the one above ends, from zero to the total", () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 40 }), (all, most) => {
        const steps = waterfall(all, most);
        const total = all.reduce((sum, { pnlUsd }) => sum + pnlUsd, 0);
        const body = steps.slice(0, -1);
        expect(body.map(({ from }) => from)).toEqual([0, ...body.slice(0, -1).map(({ to }) => to)]);
        expect(body.at(-1)!.to).toBe(total);
        expect(steps.at(-1)).toEqual({
          asset: "total",
          pnlUsd: total,
          from: 0,
          to: total,
          kind: "total",
        });
      }),
    );
  });

  it("orders assets from the largest loss to the largest gain, the others after them", () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 2, max: 10 }), (all, most) => {
        const assets = waterfall(all, most).filter(({ kind }) => kind === "asset");
        const values = assets.map(({ pnlUsd }) => pnlUsd);
        expect(values).toEqual(values.toSorted((a, b) => a - b));
        expect(waterfall(all, most).length).toBeLessThanOrEqual(most + 1);
      }),
    );
  });

  it("folds the smallest in size, not the largest gains", () => {
    const steps = waterfall(
      [
        { asset: "A", pnlUsd: -5 },
        { asset: "B", pnlUsd: 9 },
        { asset: "C", pnlUsd: 1 },
        { asset: "D", pnlUsd: -2 },
      ],
      3,
    );
    expect(steps.map(({ asset, pnlUsd }) => [asset, pnlUsd])).toEqual([
      ["A", -5],
      ["B", 9],
      ["2 others", -1],
      ["total", 3],
    ]);
  });
});
