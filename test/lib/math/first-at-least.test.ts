import fc from "fast-check";
import { expect, test } from "vitest";
import { firstAtLeast } from "../../../lib/math/first-at-least.ts";

const values = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 30 });

test("firstAtLeast counts the elements below", () => {
  fc.assert(
    fc.property(values, fc.integer({ min: -25, max: 25 }), (values, bound) => {
      const below = values.filter((value) => value < bound).length;
      expect(firstAtLeast(Float64Array.from(values).sort(), bound)).toBe(below);
    }),
  );
});

test("firstAtLeast does not look at what is before the place it is given", () => {
  fc.assert(
    fc.property(values, values, fc.integer({ min: -25, max: 25 }), (before, values, bound) => {
      const below = values.filter((value) => value < bound).length;
      const sorted = Float64Array.from(values).sort();
      const found = firstAtLeast(Float64Array.from([...before, ...sorted]), bound, before.length);
      expect(found).toBe(before.length + below);
    }),
  );
});
