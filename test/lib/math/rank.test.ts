import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { averageRanks } from "../../../lib/math/rank.ts";
import golden from "../../golden/statistics.json" with { type: "json" };

describe("averageRanks", () => {
  test.each(golden.ranks)("agree with scipy's rankdata, ties included", ({ values, ranks }) => {
    expect([...averageRanks(values)]).toEqual(ranks);
  });

  test("sum to n (n + 1) / 2 however many ties", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 })), (values) => {
        const sum = averageRanks(values).reduce((total, rank) => total + rank, 0);
        expect(sum).toBe((values.length * (values.length + 1)) / 2);
      }),
    );
  });

  test("rise with the observation and are equal for equal ones", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2 }), (values) => {
        const ranks = averageRanks(values);
        for (let i = 1; i < values.length; i++) {
          const order = Math.sign(values[i]! - values[i - 1]!);
          expect(Math.sign(ranks[i]! - ranks[i - 1]!)).toBe(order);
        }
      }),
    );
  });

  test("of nothing are none; NaN is refused", () => {
    expect(averageRanks([])).toEqual(new Float64Array());
    expect(() => averageRanks([Number.NaN])).toThrow("values[0] must be finite: NaN");
  });
});
