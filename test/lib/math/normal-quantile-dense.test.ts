import { expect, test } from "vitest";
import { normalQuantile } from "../../../lib/math/normal-quantile.ts";
import golden from "../../golden/normal-quantile-dense.json" with { type: "json" };

const { tails, centre, tolerance } = golden;
const bytes = new DataView(Uint8Array.from(atob(golden.quantiles), (c) => c.charCodeAt(0)).buffer);

/** Probabilities as the golden states them, all of them doubles. */
function probability(i: number): number {
  if (i < tails) return (1 + ((7919 * i) % 4096) / 4096) * 2 ** -(2 + (i % 51));
  const k = i - tails;
  return 0.5 - (2 * ((2551 * k) % 4096) + 1) * 2 ** -(14 + 2 * (k % 16));
}

test("normalQuantile at 11,000 points below one half, and above where 1 - p is a double", () => {
  const worst = { relative: 0, absoluteInTheCentre: 0 };
  for (let i = 0; i < tails + centre; i++) {
    const p = probability(i);
    const exact = bytes.getFloat64(8 * i, true);
    const off = Math.abs(normalQuantile(p) - exact);
    worst.relative = Math.max(worst.relative, off / Math.abs(exact));
    if (Math.abs(exact) < 1) {
      worst.absoluteInTheCentre = Math.max(worst.absoluteInTheCentre, off);
    }
    if (1 - (1 - p) !== p) continue;
    worst.relative = Math.max(worst.relative, Math.abs(normalQuantile(1 - p) / exact + 1));
  }
  expect(worst.relative).toBeLessThanOrEqual(tolerance.relative);
  expect(worst.absoluteInTheCentre).toBeLessThanOrEqual(tolerance.absoluteInTheCentre);
});
