import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compensatedSum } from "../../../lib/math/sum.ts";

describe("compensatedSum", () => {
  test("keeps what a plain sum loses beside a huge element", () => {
    expect(compensatedSum([1, 1e100, 1, -1e100])).toBe(2);
  });

  test("beyond the range of doubles is infinite, not NaN", () => {
    expect(compensatedSum([1e308, 1e308, 1])).toBe(Infinity);
    expect(compensatedSum([-1e308, -1e308])).toBe(-Infinity);
  });

  test("of nothing is 0", () => {
    expect(compensatedSum([])).toBe(0);
  });

  test("of integers is their exact sum", () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeInteger(), { maxLength: 30 }), (values) => {
        const exact = values.reduce((sum, value) => sum + BigInt(value), 0n);
        expect(compensatedSum(values)).toBe(Number(exact));
      }),
    );
  });
});
