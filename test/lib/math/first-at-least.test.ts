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
