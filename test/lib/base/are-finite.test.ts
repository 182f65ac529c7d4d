import { expect, test } from "vitest";
import { areFinite } from "../../../lib/base/are-finite.ts";

test("areFinite finds one odd number wherever it is, and takes the largest and smallest", () => {
  for (const length of [1, 2, 3, 4, 5, 11]) {
    expect(areFinite(new Float64Array(length).fill(-Number.MAX_VALUE))).toBe(true);
    for (const odd of [Number.NaN, Infinity, -Infinity]) {
      for (let at = 0; at < length; at++) {
        expect(areFinite(Float64Array.from({ length }, (_, i) => (i === at ? odd : 5e-324)))).toBe(
          false,
        );
      }
    }
  }
  expect(areFinite(new Float64Array(0))).toBe(true);
});
