import { expect, test } from "vitest";
import { normalQuantile } from "../../../lib/math/normal-quantile.ts";
import { quantileSegments } from "../../../lib/math/normal-quantile-segments.ts";
import { uniformDraws } from "../../../lib/math/random-stream.ts";
import golden from "../../golden/normal-quantile.json" with { type: "json" };

const rows = golden.rows as [number, number, number][];
const { tolerance } = golden;

/** Units in the last place of the exact quantile between it and what is found. */
function ulpsOff([p, nearest, rest]: [number, number, number]): number {
  const ulp = 2 ** (Math.floor(Math.log2(Math.abs(nearest))) - 52);
  return nearest === 0
    ? Math.abs(normalQuantile(p))
    : Math.abs(normalQuantile(p) - nearest - rest) / ulp;
}

test(`normalQuantile is within ${tolerance.ulps} ulp of 60-digit arithmetic, ${tolerance.ulpsOutsideTheMiddle} outside the middle`, () => {
  const inRange = rows.filter(([p]) => p >= 2 ** -53);
  const wrong = inRange
    .map((row) => ({ p: row[0], ulps: ulpsOff(row) }))
    .filter(({ p, ulps }) => {
      const middle = Math.abs(p - 0.5) < 1 / 128;
      return !(ulps <= (middle ? tolerance.ulps : tolerance.ulpsOutsideTheMiddle));
    });
  expect(inRange.length).toBeGreaterThan(400);
  expect(wrong).toEqual([]);
});

test.each(rows.filter(([p]) => p < 2 ** -53))(
  "normalQuantile(%d), below the tails of a stream, agrees with 60-digit arithmetic: %d",
  (p, expected) => {
    const error = Math.abs(normalQuantile(p) - expected);
    expect(error).toBeLessThanOrEqual(tolerance.relativeBelowTwoToMinus53 * Math.abs(expected));
  },
);

test("normalQuantile is odd about one half, and 0 there", () => {
  for (const p of [2 ** -53, 2 ** -40, 2 ** -10, 0.0625, 0.3125]) {
    expect(normalQuantile(1 - p)).toBe(-normalQuantile(p));
  }
  expect(normalQuantile(0.5)).toBe(0);
});

test("normalQuantile rises across the ends of its segments", () => {
  for (let octave = -54; octave < 0; octave++) {
    for (let part = 0; part < 32; part++) {
      const end = 2 ** octave * (1 + part / 32);
      const around = [-4, -2, -1, 0, 1, 2, 4].map((k) => normalQuantile(end * (1 + k * 2 ** -44)));
      expect(around).toEqual([...around].sort((a, b) => a - b));
    }
  }
});

test("normalQuantile rises with the uniforms of a stream", () => {
  const sorted = uniformDraws({ seed: 1, stream: 9 }, 200_000).sort();
  const quantiles = sorted.map(normalQuantile);
  expect(quantiles).toEqual(quantiles.toSorted());
});

test("normalQuantile is infinite at 0 and 1 and NaN outside", () => {
  expect(normalQuantile(0)).toBe(-Infinity);
  expect(normalQuantile(1)).toBe(Infinity);
  for (const p of [-0.1, 1.1, Number.NaN]) expect(normalQuantile(p)).toBeNaN();
});

test("quantileSegments meet at their ends", () => {
  const segments = quantileSegments();
  for (let at = 8; at + 8 < segments.length; at += 8) {
    const width = 2 ** (Math.floor(at / 8 / 32) - 58);
    let lowerEnd = segments[at + 7]!;
    for (let n = 6; n >= 0; n--) lowerEnd = lowerEnd * width + segments[at + n]!;
    expect(Math.abs(lowerEnd / segments[at - 8]! - 1)).toBeLessThan(4e-16);
  }
});
