import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { firstAtLeast, replaceInSorted } from "../../../lib/math/sorted-window.ts";

const values = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 30 });

describe("replaceInSorted", () => {
  test("equals taking one out, putting one in, and sorting again", () => {
    fc.assert(
      fc.property(values, fc.nat(), fc.integer({ min: -25, max: 25 }), (values, pick, entering) => {
        const place = pick % values.length;
        const sorted = Float64Array.from(values).sort();
        replaceInSorted(sorted, values[place]!, entering);
        expect(sorted).toEqual(Float64Array.from(values.toSpliced(place, 1, entering)).sort());
      }),
    );
  });
});

describe("firstAtLeast", () => {
  test("counts the elements below", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: -25, max: 25 }), (values, bound) => {
        const below = values.filter((value) => value < bound).length;
        expect(firstAtLeast(Float64Array.from(values).sort(), bound)).toBe(below);
      }),
    );
  });
});
