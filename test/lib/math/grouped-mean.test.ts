import { describe, expect, test } from "vitest";
import { groupedMean } from "../../../lib/math/grouped-mean.ts";
import { expectClose } from "../expect-close.ts";

describe("groupedMean", () => {
  test("of single draws has the error s / sqrt(n)", () => {
    const found = groupedMean([1, 2, 3, 4], { groupSize: 1 });
    expect(found).toMatchObject({ mean: 2.5, observations: 4, groups: 4 });
    expectClose(found.standardError, Math.sqrt(5 / 3 / 4), { relative: 1e-15, subject: "error" });
  });

  test("of pairs that cancel has no error", () => {
    expect(groupedMean([1, -1, 3, -3], { groupSize: 2 })).toMatchObject({
      mean: 0,
      standardError: 0,
    });
  });

  test("refuses one group, a group that is not whole, NaN", () => {
    expect(() => groupedMean([1, 2], { groupSize: 2 })).toThrow("groupSize must divide 2");
    expect(() => groupedMean([1, 2, 3], { groupSize: 2 })).toThrow("groupSize must divide 3");
    expect(() => groupedMean([1, Number.NaN], { groupSize: 1 })).toThrow("NaN");
  });
});
