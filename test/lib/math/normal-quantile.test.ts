import { expect, test } from "vitest";
import { normalQuantile } from "../../../lib/math/normal-quantile.ts";
import golden from "../../golden/normal-quantile.json" with { type: "json" };

test.each(golden.rows as [number, number][])(
  "normalQuantile(%d) agrees with 60-digit arithmetic: %d",
  (p, expected) => {
    const error = Math.abs(normalQuantile(p) - expected);
    expect(error).toBeLessThanOrEqual(golden.tolerance.relative * Math.abs(expected));
  },
);

test("normalQuantile is odd about one half", () => {
  for (const p of [2 ** -40, 2 ** -10, 0.0625, 0.3125]) {
    expect(normalQuantile(1 - p)).toBe(-normalQuantile(p));
  }
});

test("normalQuantile rises across the joints of its three formulas", () => {
  const farJoint = Math.exp(-25);
  for (const joint of [0.075, farJoint, 1 - 0.075]) {
    const around = [-2, -1, 0, 1, 2].map((k) => normalQuantile(joint * (1 + k * 1e-9)));
    expect(around).toEqual([...around].sort((a, b) => a - b));
  }
});

test("normalQuantile is infinite at 0 and 1 and NaN outside", () => {
  expect(normalQuantile(0)).toBe(-Infinity);
  expect(normalQuantile(1)).toBe(Infinity);
  for (const p of [-0.1, 1.1, Number.NaN]) expect(normalQuantile(p)).toBeNaN();
});
