import { describe, expect, test } from "vitest";
import { normalExceedanceCorrelation } from "../../../lib/math/exceedance-of-normal.ts";
import golden from "../../golden/dependence.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";

describe("normalExceedanceCorrelation", () => {
  test.each(golden.normalExceedance)("agrees with quadrature: $rho beyond $threshold", (row) => {
    const found = normalExceedanceCorrelation(row.rho, row.threshold);
    expectClose(found, row.correlation, { absolute: 1e-9, subject: "correlation" });
  });

  test("falls as the threshold rises, though the dependence stays", () => {
    const path = [0, 0.5, 1, 1.5, 2, 3].map((h) => normalExceedanceCorrelation(0.7, h));
    expect(path).toEqual([...path].sort((a, b) => b - a));
    expect(path[0]).toBeLessThan(0.7);
    expect(path.at(-1)).toBeGreaterThan(0);
  });

  test("of one variate with itself is 1", () => {
    expect(normalExceedanceCorrelation(1, 1.5)).toBe(1);
  });
});
